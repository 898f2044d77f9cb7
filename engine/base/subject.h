/* What a diagnostic is about, as people read it.
 *
 * Subjects are made in one form in all places, whatever the language: "rule '2.5.1'", "kind 'box': field
 * 'rto'", "system 'mail': field 'rto'", "rule '2.5.1': when". In Japanese they read 要件「2.5.1」,
 * 種別「box」の項目「rto」, system「mail」の項目「rto」, 要件「2.5.1」: when. */
#ifndef KJ_BASE_SUBJECT_H
#define KJ_BASE_SUBJECT_H

#include "engine/base/diag.h"

/* One that is not of this form is written as it stands. */
void kj_subject_write(KjBuf *out, KjText subject, KjLang lang);

#endif
