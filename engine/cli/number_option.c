#include "engine/cli/number_option.h"
#include "engine/cli/tell.h"

#include <errno.h>
#include <stdlib.h>

bool kj_number_option(const KjApp *app, const char *option, const char *text, int64_t *number)
{
    char *end = NULL;

    *number = 0;
    if (!text)
        return true;
    errno = 0;
    *number = strtoll(text, &end, 10);
    if (*number > 0 && !*end && errno == 0)
        return true;
    kj_tell_error(kj_arena_printf(app->arena,
                                  app->lang == KJ_JA ? "--%s には 1 以上の数を書きます: %s"
                                                     : "--%s takes a number from 1 on: %s",
                                  option, text));
    return false;
}
