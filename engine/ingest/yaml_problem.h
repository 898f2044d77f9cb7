/* What can be wrong with a file before it means anything: its bytes and its YAML syntax. */
#ifndef KJ_INGEST_YAML_PROBLEM_H
#define KJ_INGEST_YAML_PROBLEM_H

#include "engine/base/diag.h"

#include <yaml.h>

/* The bytes alone: size, encoding, NUL, directives. True if libyaml may see them. */
bool kj_yaml_bytes_check(const char *path, const char *data, size_t len, KjDiags *diags);
/* How many bytes the byte order mark of UTF-8 takes at the start: 3 or 0. */
size_t kj_yaml_mark_length(const char *data, size_t len);
/* Why libyaml stopped. data and len are what it was given, without the byte order mark. */
void kj_yaml_problem(const yaml_parser_t *parser, const char *path, const char *data, size_t len,
                     KjDiags *diags);

#endif
