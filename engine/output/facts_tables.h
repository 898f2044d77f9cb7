/* The facts of an organisation as sheets, to be written as xlsx or CSV.
 *
 * A kind is a sheet (its plural; the organisation's own record its name), a list of groups a sheet of
 * its own (systems.rlo) whose first column says whose row it is. Only columns that hold something are
 * there. What engine/ingest makes of the sheets is the same facts again. */
#ifndef KJ_OUTPUT_FACTS_TABLES_H
#define KJ_OUTPUT_FACTS_TABLES_H

#include "engine/model/facts.h"
#include "engine/output/book.h"

typedef struct KjTablesOptions {
    KjLang lang;   /* of labels and notes */
    int32_t zone;  /* of datetimes */
    bool labels;   /* headers are labels where they are unambiguous, else names */
    bool workbook; /* for xlsx: names of sheets are cut to what it allows */
} KjTablesOptions;

/* Texts of the book are borrowed from schema and facts. What a cell cannot hold is told in diags as
 * an error: then the book is not to be written. */
KjBookOut *kj_facts_tables(const KjSchema *schema, const KjValue *facts,
                           const KjTablesOptions *options, KjDiags *diags);

#endif
