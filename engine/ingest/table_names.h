/* What the names of sheets and the headers of columns mean.
 *
 * A sheet is named by the plural of a kind, the kind's name or its label; the sheet of a list of
 * groups by the record's kind, a dot and the field ("incidents.reports"). A column is named by the
 * field. Where a name has several parts each may be a name or a label ("standby.方式"). All is
 * compared after NFKC and without regard to capitals of ASCII. Names win over labels, and what data
 * may give over what is computed. */
#ifndef KJ_INGEST_TABLE_NAMES_H
#define KJ_INGEST_TABLE_NAMES_H

#include "engine/ingest/intake.h"

#define KJ_SHEET_NAME_CHARACTERS 31 /* the longest name of a sheet in Excel */

typedef struct KjTableNames KjTableNames;

typedef struct KjMeanings { /* indexes of kinds or fields, ascending */
    const int32_t *items;
    size_t count; /* 0: unknown; more than 1: ambiguous */
} KjMeanings;

/* Made at the first call; the intake's owner frees it. */
KjTableNames *kj_table_names(KjIntake *intake);
void kj_table_names_free(KjTableNames *names);

/* Kinds, also computed ones. A name of 31 characters may be the start of one. */
KjMeanings kj_sheet_meanings(KjIntake *intake, KjText name);
/* Fields of a kind, also computed ones. header is what kj_header_text gave. */
KjMeanings kj_header_meanings(KjIntake *intake, int32_t kind, KjText header);
/* Without what does not count: outer spaces, line breaks, capitals, a star at the end. */
KjText kj_header_text(KjArena *arena, KjText text);
/* The header names the record of a row: "id"; on the sheet of a list of groups (kind: the
 * record's) also the kind. */
bool kj_header_is_id(KjText header);
bool kj_header_is_kind(KjIntake *intake, int32_t kind, KjText header);
/* Its records or rows are made by a pack. */
bool kj_sheet_is_computed(const KjSchema *schema, int32_t kind);
/* How the sheet of a kind is called: "systems", "incidents.reports". */
const char *kj_sheet_name(KjIntake *intake, int32_t kind);

#endif
