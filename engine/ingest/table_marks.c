/* Lists of words. Dashes that NFKC makes a hyphen-minus of, such as －, are not in them again. */
#include "engine/ingest/table_marks.h"

#define IS_ONE_OF(name, words) is_one_of(name, words, sizeof(words) / sizeof *(words))

static const char *const yeses[] = {"○", "◯", "〇", "✓", "✔", "☑", "有", "有り", "あり"};
static const char *const noes[] = {"×", "✕", "✗", "✘", "無", "無し", "なし"};
static const char *const dashes[] = {"-", "−", "–", "—", "―", "‐", "─", "ー"};
static const char *const nones[] = {"[]", "なし", "無し", "無"};

static bool is_one_of(KjText name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kj_text_is(name, words[i]))
            return true;
    return false;
}

bool kj_mark_is_yes(KjText name)
{
    return IS_ONE_OF(name, yeses);
}

bool kj_mark_is_no(KjText name)
{
    return IS_ONE_OF(name, noes);
}

bool kj_mark_is_dash(KjText name)
{
    return IS_ONE_OF(name, dashes);
}

bool kj_mark_is_none(KjText name)
{
    return kj_mark_is_dash(name) || IS_ONE_OF(name, nones);
}
