/* An empty workbook for people to fill in, made from the schema alone: a sheet per kind and one per
 * list of groups, with a column for every field that data may give. Headers carry notes on how to
 * write each field; what has to be given is marked, by a star (which readers pass over) and by
 * colour. */
#ifndef KJ_OUTPUT_TEMPLATE_H
#define KJ_OUTPUT_TEMPLATE_H

#include "engine/output/book.h"
#include "engine/output/view.h"

typedef struct KjTemplateOptions {
    bool labels;   /* headers are labels, else names of fields */
    bool workbook; /* for xlsx: names of sheets are cut to what it allows */
} KjTemplateOptions;

/* kinds: root kinds, in the order of their sheets; each is followed by its lists of groups. The book
 * borrows from the view's registry. */
KjBookOut *kj_template(const KjView *view, const int32_t *kinds, size_t count,
                       KjTemplateOptions options);

/* How a field is written: "目標復旧時間 [rto]", type, range, what it refers to … in lines. */
void kj_template_note(KjBuf *out, const KjView *view, int32_t kind, int32_t field);
void kj_template_id_note(KjBuf *out, const KjView *view, int32_t kind);

#endif
