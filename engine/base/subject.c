/* A subject is parts with ": " between them, each a word, mostly with a name in quotes. A name may hold
 * quotes of its own: it ends at one that a part or the whole ends with. */
#include "engine/base/subject.h"

#include <string.h>

typedef struct Part {
    KjText word, name;
    bool named;
} Part;

static KjText between(const char *from, const char *to)
{
    return (KjText){from, (uint32_t)(to - from)};
}

static bool ends_part(const char *at, const char *end)
{
    return at == end || (end - at > 2 && at[0] == ':' && at[1] == ' ');
}

/* Reads the part at *at and goes behind what follows it. */
static bool read_part(const char **at, const char *end, Part *part)
{
    const char *to = *at;
    while (to < end && *to != ' ' && *to != ':' && *to != '\'')
        to++;
    *part = (Part){.word = between(*at, to)};
    if (end - to > 2 && to[0] == ' ' && to[1] == '\'') {
        const char *name = to + 2;
        to = name;
        while (to < end && (*to != '\'' || !ends_part(to + 1, end)))
            to++;
        if (to == end)
            return false;
        part->name = between(name, to++);
        part->named = true;
    }
    if (part->word.len == 0 || !ends_part(to, end))
        return false;
    *at = to == end ? end : to + 2;
    return true;
}

static KjText in_japanese(KjText word)
{
    static const struct {
        const char *word, *ja;
    } words[] = {{"organization", "組織"}, {"kind", "種別"},     {"field", "項目"},
                 {"pack", "パック"},       {"rule", "要件"},     {"param", "基準値"},
                 {"parameter", "基準値"},  {"document", "文書"}, {"derive", "算出項目"}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kj_text_is(word, words[i].word))
            return kj_text(words[i].ja);
    return word;
}

static void write_part(KjBuf *out, const Part *part)
{
    KjText word = part->named ? in_japanese(part->word) : part->word;

    kj_buf_add(out, word.data, word.len);
    if (!part->named)
        return;
    kj_buf_puts(out, "「");
    kj_buf_add(out, part->name.data, part->name.len);
    kj_buf_puts(out, "」");
}

static bool is_in_parts(const char *at, const char *end)
{
    Part part;

    while (at < end)
        if (!read_part(&at, end, &part))
            return false;
    return true;
}

void kj_subject_write(KjBuf *out, KjText subject, KjLang lang)
{
    const char *at = subject.data, *end = at + subject.len;
    Part part, before = {.named = false};

    if (lang != KJ_JA || !is_in_parts(at, end)) {
        kj_buf_add(out, at, subject.len);
        return;
    }
    for (bool first = true; at < end && read_part(&at, end, &part); first = false) {
        if (!first)
            kj_buf_puts(out, before.named && part.named ? "の" : ": ");
        write_part(out, &part);
        before = part;
    }
}
