/* Diagnostics: everything a user can get wrong is told with place, subject, cause and remedy.
 *
 * A diagnostic is not an error code: readers go on after it and report all problems in one pass.
 * Printed as   file:line:column: error: SUBJECT: body   (the word error/warning is the same in both
 * languages, for tools; subjects are made in one form and shown as subject.h says). The body is given in Japanese and English with the same arguments in the
 * same order; use positional arguments (%1$s) where the order of words differs. */
#ifndef KJ_BASE_DIAG_H
#define KJ_BASE_DIAG_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

typedef enum { KJ_JA, KJ_EN } KjLang;
typedef enum { KJ_NOTE, KJ_WARNING, KJ_ERROR } KjSeverity;

/* Exit codes of the program (the gravest wins: 5, 3, 4, 1, 0; 2 is decided before work starts). */
typedef enum {
    KJ_EXIT_OK = 0,
    KJ_EXIT_FINDINGS = 1,
    KJ_EXIT_USAGE = 2,
    KJ_EXIT_INPUT = 3,
    KJ_EXIT_RULE_ERROR = 4,
    KJ_EXIT_SYSTEM = 5
} KjExit;
KjExit kj_exit_worse(KjExit a, KjExit b);

typedef struct KjPlace {
    const char *file;      /* relative to the given PATH; NULL: no place */
    uint32_t line, column; /* from 1; 0: unknown. Columns count characters, not bytes. */
} KjPlace;

typedef struct KjDiag {
    KjSeverity severity;
    KjPlace place;
    const char *subject; /* e.g. "system 'mail': field 'rto'", NULL if none */
    const char *body;
} KjDiag;

typedef struct KjDiags {
    KjArena *arena; /* owns all text in it */
    KjLang lang;
    KjDiag *items;
    size_t count, capacity;
    size_t errors;  /* how many are errors, those beyond the cap included */
    size_t dropped; /* not kept, because the cap of 1000 was reached */
} KjDiags;

void kj_diags_init(KjDiags *diags, KjLang lang);
void kj_diags_clear(KjDiags *diags);
/* subject may be NULL; it and the arguments are copied. */
void kj_diag(KjDiags *diags, KjSeverity severity, KjPlace place, const char *subject,
             const char *ja, const char *en, ...) __attribute__((format(printf, 5, 7)))
__attribute__((format(printf, 6, 7)));
void kj_diag_text(KjDiags *diags, KjSeverity severity, KjPlace place, const char *subject,
                  const char *body);
void kj_diags_add(KjDiags *diags, const KjDiags *more); /* all of those, counts included */
/* Sorted by file, line, column, then as they came; stable. */
void kj_diags_sort(KjDiags *diags);
void kj_diags_print(const KjDiags *diags, KjBuf *out); /* one line each, text made printable */

/* A failure that ends an operation (a file that cannot be read, a worker that died). */
typedef struct KjError {
    KjExit exit;
    char message[512];
} KjError;
void kj_error_set(KjError *error, KjExit exit, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
