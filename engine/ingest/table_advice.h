/* What is told when a cell does not fit its field. */
#ifndef KJ_INGEST_TABLE_ADVICE_H
#define KJ_INGEST_TABLE_ADVICE_H

#include "engine/ingest/table_cell.h"
#include "engine/ingest/table_list.h"
#include "engine/ingest/table_number.h"

/* A text that is no value of the field: what is told in YAML too. */
void kj_advise_text(const KjTableCell *given, KjText text);
/* A number that cannot be what was typed, or not for this field. */
void kj_advise_number(KjIntake *intake, const KjSheetCell *cell, KjPlace place, const char *subject,
                      KjNumberResult result);
/* A list whose items cannot be told apart. */
void kj_advise_items(const KjTableCell *given, KjItemResult result);
/* The column of a group that holds something else than a mark. */
void kj_advise_group(const KjTableCell *given);
/* The column of a list of groups that holds something else than "none". */
void kj_advise_rows(const KjTableCell *given);

#endif
