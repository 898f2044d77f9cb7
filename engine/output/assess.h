/* The outcome of an assessment in the forms `kijun assess --format` knows. */
#ifndef KJ_OUTPUT_ASSESS_H
#define KJ_OUTPUT_ASSESS_H

#include "engine/output/page.h"
#include "engine/output/runs.h"
#include "engine/output/view.h"

/* One object, as doc/assess.schema.json describes it. */
void kj_assess_json(KjSink *sink, const KjView *view, KjRuns *runs);
/* One object per line and verdict, with the organisation's id. */
void kj_assess_jsonl(KjSink *sink, const KjView *view, KjRuns *runs);
/* A row per finding (fail, partial, unknown, error), for spreadsheets. */
void kj_assess_csv(KjSink *sink, const KjView *view, KjRuns *runs);
/* A workbook: overview, organisations, findings (waived ones too), a sheet per organisation. Built as
 * a whole: false with error if it cannot be. */
bool kj_assess_xlsx(KjBuf *out, const KjView *view, const KjRun *run, KjError *error);
/* The report for people. */
void kj_assess_text(KjPage *page, const KjView *view, KjRuns *runs);

/* Whether every rule, kind, field and parameter number of the run is one of the registry's. What
 * comes from a worker is not rendered otherwise. */
bool kj_run_fits(const KjRun *run, const KjRegistry *registry);

#endif
