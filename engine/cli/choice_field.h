/* The fields of organisations that are a choice: those by which they can be grouped. */
#ifndef KJ_CLI_CHOICE_FIELD_H
#define KJ_CLI_CHOICE_FIELD_H

#include "engine/cli/app.h"
#include "engine/model/schema.h"

bool kj_field_is_choice(const KjField *field);
/* The one of that name; NULL after telling which there are. The schema has a kind of organisations. */
const KjField *kj_choice_named(const KjApp *app, const KjSchema *schema, const char *name);

#endif
