#include "engine/cli/number_option.h"

#include "engine/base/number.h"
#include "engine/cli/tell.h"

bool kj_number_option(const KjApp *app, const char *option, const char *text, int64_t *number)
{
    *number = 0;
    if (!text || (kj_int_parse(kj_text_nfkc(app->arena, kj_text(text)), number) && *number > 0))
        return true;
    kj_tell_error(kj_arena_printf(app->arena,
                                  app->lang == KJ_JA ? "--%s には 1 以上の数を書きます: %s"
                                                     : "--%s takes a number from 1 on: %s",
                                  option, text));
    return false;
}
