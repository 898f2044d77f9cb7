/* Marks of clerks: words of a cell that stand for yes, no or nothing.
 *
 * Whoever writes cells asks here too, so that no text is taken for a mark when it is read. All names
 * are NFKC already. */
#ifndef KJ_INGEST_TABLE_MARKS_H
#define KJ_INGEST_TABLE_MARKS_H

#include "engine/base/text.h"

bool kj_mark_is_yes(KjText name);
bool kj_mark_is_no(KjText name);
bool kj_mark_is_dash(KjText name); /* no value */
bool kj_mark_is_none(KjText name); /* an empty list: a dash, なし, [] */

#endif
