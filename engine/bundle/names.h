/* Names that may stand in a bundle and in what is said about one. */
#ifndef KJ_BUNDLE_NAMES_H
#define KJ_BUNDLE_NAMES_H

#include "engine/base/diag.h"

/* Of a bundle, a key: a small letter or digit, then up to 63 of these and "-", "_", "." (not at the end). */
bool kj_bundle_name_valid(KjText name);
bool kj_bundle_pack_valid(KjText id); /* as packs are called: a small letter, then [a-z0-9-] */
/* Visible ASCII, up to 32, no quotes and backslashes: "1.0.0". */
bool kj_bundle_version_valid(KjText version);
/* A Lua file as it lies in a pack's folder. NULL, or what is wrong with it, in the language. */
const char *kj_bundle_file_problem(KjText name, KjLang lang);
/* What names have in common that systems take for one: without case and width. In the arena. */
KjText kj_bundle_name_folded(KjArena *arena, KjText name);

/* "1.10.0" comes after "1.9": numbers are compared as numbers, the rest by bytes. */
int kj_version_compare(KjText a, KjText b);
/* A whole number, 0 to 999999999999999, without signs and leading zeros. */
bool kj_bundle_number(KjText text, int64_t *number);
bool kj_bundle_hash_valid(KjText hex); /* 64 small hexadecimal digits */

#endif
