/* Text: UTF-8 checks, NFKC, display width, nearest names, and atoms (interned strings).
 *
 * Names (keys, ids, enumerated values, sector types …) are compared after NFKC, so that full-width
 * letters and digits mean the same; free text is kept as it was written. */
#ifndef KJ_BASE_TEXT_H
#define KJ_BASE_TEXT_H

#include "engine/base/mem.h"

typedef struct KjText {
    const char *data; /* UTF-8, NUL-terminated wherever this program makes it */
    uint32_t len;     /* bytes */
} KjText;

#define KJ_TEXT(literal) ((KjText){(literal), sizeof(literal) - 1})
KjText kj_text(const char *cstr); /* borrowed; NULL gives the empty text */
bool kj_text_is(KjText text, const char *cstr);
bool kj_text_same(KjText a, KjText b);
int kj_text_compare(KjText a, KjText b); /* by bytes: code point order, no locale */
/* For tables in memory only: another one on another kind of machine. */
uint64_t kj_text_hash(KjText text, uint64_t seed);

bool kj_utf8_valid(const char *bytes, size_t len, size_t *bad_at); /* no surrogates, no overlong */
/* NFKC into the arena; text that is ASCII already is returned as it is. Invalid UTF-8 is returned
 * unchanged. Leading and trailing white space (also U+3000) is cut. */
KjText kj_text_nfkc(KjArena *arena, KjText text);
bool kj_text_is_blank(KjText text); /* nothing is left of it after NFKC */
/* The first control character that data may not hold, or -1: all but tabs and line breaks (U+000A,
 * U+000D, U+0085). */
int32_t kj_text_control(KjText text);
/* Columns on a terminal: wide East Asian characters 2, combining marks 0, controls 0. Ambiguous
 * width (e.g. ○, ※) counts 2 when wide_ambiguous. */
size_t kj_text_width(KjText text, bool wide_ambiguous);
/* How many bytes of text fit into columns without cutting a character. */
size_t kj_text_fit(KjText text, size_t columns, bool wide_ambiguous);
/* Control characters and terminal escapes replaced by U+FFFD; keeps line breaks if asked. */
KjText kj_text_printable(KjArena *arena, KjText text, bool keep_lines);
/* The same, with line breaks kept, and what has no width replaced too: for texts of packs, where it can
 * only hide something. Facts are left as they are. */
KjText kj_text_visible(KjArena *arena, KjText text);

/* The nearest of count names by edit distance, or NULL when none is near enough to suggest. */
const char *kj_nearest(KjText name, const char *const *names, size_t count);

/* Atoms: equal strings have equal numbers. A table may stand on a frozen parent: its numbers
 * continue the parent's, and strings the parent knows keep the parent's number. Number 0 is "". */
typedef uint32_t KjAtom;
#define KJ_NO_ATOM UINT32_MAX
typedef struct KjAtoms KjAtoms;

KjAtoms *kj_atoms_new(const KjAtoms *parent); /* the parent must outlive it and not grow */
void kj_atoms_free(KjAtoms *atoms);
KjAtom kj_atom(KjAtoms *atoms, KjText text);            /* interns a copy */
KjAtom kj_atom_find(const KjAtoms *atoms, KjText text); /* KJ_NO_ATOM if unknown */
KjText kj_atom_text(const KjAtoms *atoms, KjAtom atom);
uint32_t kj_atom_count(const KjAtoms *atoms);

#endif
