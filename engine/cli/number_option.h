/* Options that take a number. */
#ifndef KJ_CLI_NUMBER_OPTION_H
#define KJ_CLI_NUMBER_OPTION_H

#include "engine/cli/app.h"

/* A whole number from 1 on behind an option; 0 if it is not given. False, with a message, if it is none. */
bool kj_number_option(const KjApp *app, const char *option, const char *text, int64_t *number);

#endif
