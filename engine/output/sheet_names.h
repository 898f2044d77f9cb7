/* How sheets and their columns are called: what engine/ingest reads as the kinds and fields they are
 * made from. */
#ifndef KJ_OUTPUT_SHEET_NAMES_H
#define KJ_OUTPUT_SHEET_NAMES_H

#include "engine/model/schema.h"

typedef struct KjSheetNaming {
    const KjSchema *schema;
    KjArena *arena; /* for names that have to be made */
    KjLang lang;
    bool labels; /* headers are labels of the language where they are unambiguous, else names */
    bool
        workbook; /* names of sheets are cut to what xlsx allows; readers take the start of a name */
} KjSheetNaming;

/* "systems", "organization", "incidents.reports". */
KjText kj_sheet_name_of(const KjSheetNaming *naming, int32_t kind);
/* "目標復旧時間", "待機系.方式"; "rto", "standby.type". */
KjText kj_sheet_header_of(const KjSheetNaming *naming, int32_t kind, int32_t field);
/* "id"; in a list of groups the record's kind, whose id stands there. */
KjText kj_sheet_id_header_of(const KjSheetNaming *naming, int32_t kind);

#endif
