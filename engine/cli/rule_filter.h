/* Actor and level as a user names them on the command line. */
#ifndef KJ_CLI_RULE_FILTER_H
#define KJ_CLI_RULE_FILTER_H

#include "engine/cli/app.h"
#include "engine/output/rules.h"

/* False, with a message that lists what the selected packs have, if no pack at hand has the actor or
 * there is no such level. That no rule of the selected packs has both is told as a note: so it is. */
bool kj_rule_filter_known(const KjApp *app, const KjView *view, const KjRuleFilter *filter);

#endif
