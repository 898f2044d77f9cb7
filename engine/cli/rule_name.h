/* A rule as a user names it on the command line. */
#ifndef KJ_CLI_RULE_NAME_H
#define KJ_CLI_RULE_NAME_H

#include "engine/cli/app.h"
#include "engine/rules/registry.h"

/* "pack/clause", or the clause alone where one pack has it; full-width forms mean the same. -1 with
 * a message if there is no such rule, or several. */
int32_t kj_rule_named(const KjApp *app, const KjRegistry *registry, const char *text);
/* The same where the name stands in a file. */
int32_t kj_rule_named_at(const KjApp *app, const KjRegistry *registry, const char *text,
                         KjPlace place);

#endif
