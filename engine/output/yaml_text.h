/* Text as a YAML scalar: plain where nobody can take it for anything else, else in quotes, and as a
 * block of lines where it has lines. libyaml reads back the same bytes. */
#ifndef KJ_OUTPUT_YAML_TEXT_H
#define KJ_OUTPUT_YAML_TEXT_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

/* On one line. flow: within { } or [ ], where more characters mean something. */
void kj_yaml_scalar(KjBuf *out, KjText text, bool flow);
/* Whether text has several lines that a literal block holds exactly. */
bool kj_yaml_has_lines(KjText text);
/* "|" and the lines, indented by so many spaces, without a line break behind the last. */
void kj_yaml_lines(KjBuf *out, KjText text, int indent);

#endif
