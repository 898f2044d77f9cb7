/* Answers to questions about data (engine/eval/inquiry.h): a table for people, JSON, or CSV. */
#ifndef KJ_OUTPUT_ANSWERS_H
#define KJ_OUTPUT_ANSWERS_H

#include "engine/output/rows.h"
#include "engine/output/view.h"

/* JSON (doc/repl.schema.json): one line { columns = [{ name, type, unit }], rows = [{ NAME = VALUE … } …], undecided, missing, more };
 * text: below the rows, how many there are and what is not known of them. */
void kj_answer_print(KjPage *page, const KjView *view, KjRowsForm form, const KjValue *answer);
/* Whether it is an answer: of every column its name, of every row a value for each column. */
bool kj_answer_fits(const KjValue *answer);

#endif
