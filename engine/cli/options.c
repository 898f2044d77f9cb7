/* One table of options; a long one may be written --name=value or --name value. */
#include "engine/cli/options.h"

#include <stddef.h>
#include <string.h>

/* ASSIGNS: a value, and behind it words with "=" in them: --set system:mail name=Mail base=yes */
typedef enum { FLAG, VALUE, VALUES, ASSIGNS } Form;

typedef struct Option {
    const char *name;
    char letter; /* 0: none */
    Form form;
    size_t at;     /* within KjOptions */
    KjTakes takes; /* 0: common to all commands */
} Option;

#define AT(member) offsetof(KjOptions, member)

static const Option table[] = {
    {"format", 0, VALUE, AT(format), 0},
    {"output", 'o', VALUE, AT(output), 0},
    {"lang", 0, VALUE, AT(lang), 0},
    {"as-of", 0, VALUE, AT(as_of), 0},
    {"pack", 0, VALUES, AT(packs), 0},
    {"quiet", 'q', FLAG, AT(quiet), 0},
    {"help", 'h', FLAG, AT(help), 0},
    {"version", 0, FLAG, AT(version), 0},
    {"only", 0, VALUES, AT(only), KJ_TAKES_ONLY},
    {"show-sensitive", 0, FLAG, AT(show_sensitive), KJ_TAKES_SENSITIVE},
    {"all", 0, FLAG, AT(all), KJ_TAKES_ALL},
    {"fix", 0, FLAG, AT(fix), KJ_TAKES_FIX},
    {"actor", 0, VALUE, AT(actor), KJ_TAKES_ACTOR_LEVEL},
    {"level", 0, VALUE, AT(level), KJ_TAKES_ACTOR_LEVEL},
    {"to", 0, VALUE, AT(to), KJ_TAKES_CONVERT},
    {"headers", 0, VALUE, AT(headers), KJ_TAKES_CONVERT | KJ_TAKES_FORM},
    {"force", 0, FLAG, AT(force), KJ_TAKES_CONVERT | KJ_TAKES_FORM},
    {"kind", 0, VALUES, AT(kinds), KJ_TAKES_FORM},
    {"jobs", 'j', VALUE, AT(jobs), KJ_TAKES_JOBS},
    {"store", 0, VALUE, AT(store), KJ_TAKES_STORE | KJ_TAKES_STORED | KJ_TAKES_REPL},
    {"shard", 0, VALUE, AT(shard), KJ_TAKES_STORE},
    {"packs-of", 0, VALUE, AT(packs_of), KJ_TAKES_STORE},
    {"run", 0, VALUE, AT(run), KJ_TAKES_RUN},
    {"since", 0, VALUE, AT(since), KJ_TAKES_RUN | KJ_TAKES_DUE},
    {"within", 0, VALUE, AT(within), KJ_TAKES_DUE},
    {"person", 0, VALUE, AT(person), KJ_TAKES_DUE},
    {"overdue", 0, FLAG, AT(overdue), KJ_TAKES_DUE},
    {"top", 0, VALUE, AT(top), KJ_TAKES_TOP},
    {"sequence", 0, VALUE, AT(sequence), KJ_TAKES_BUNDLE},
    {"edition", 0, VALUE, AT(edition), KJ_TAKES_BUNDLE},
    {"expires", 0, VALUE, AT(expires), KJ_TAKES_BUNDLE},
    {"needs", 0, VALUE, AT(needs), KJ_TAKES_BUNDLE},
    {"name", 0, VALUE, AT(name), KJ_TAKES_NAME},
    {"key", 0, VALUES, AT(keys), KJ_TAKES_KEY},
    {"public-key", 'P', VALUE, AT(public_key), KJ_TAKES_PUBLIC},
    {"signature", 0, VALUES, AT(signatures), KJ_TAKES_SIGNATURE},
    {"threshold", 0, VALUE, AT(threshold), KJ_TAKES_THRESHOLD},
    {"password-file", 0, VALUE, AT(password_file), KJ_TAKES_PASSWORD},
    {"no-password", 'W', FLAG, AT(no_password), KJ_TAKES_NO_PASSWORD},
    {"head", 0, VALUE, AT(head), KJ_TAKES_HEAD},
    {"script", 0, VALUE, AT(script), KJ_TAKES_REPL},
    {"execute", 'e', VALUES, AT(queries), KJ_TAKES_REPL},
    {"keep-going", 0, FLAG, AT(keep_going), KJ_TAKES_REPL},
    {"no-history", 0, FLAG, AT(no_history), KJ_TAKES_REPL},
    {"case", 0, VALUES, AT(cases), KJ_TAKES_CASE},
    {"show", 0, FLAG, AT(show), KJ_TAKES_SHOW},
    {"mutate", 0, FLAG, AT(mutate), KJ_TAKES_MUTATE},
    {"set", 0, ASSIGNS, AT(sets), KJ_TAKES_CHANGES},
    {"change", 0, VALUES, AT(changes), KJ_TAKES_CHANGES},
    {"by", 0, VALUE, AT(by), KJ_TAKES_IMPACT},
    {"fail-on", 0, VALUE, AT(fail_on), KJ_TAKES_IMPACT},
    {"at-least", 0, VALUE, AT(at_least), KJ_TAKES_AT_LEAST},
    {"trusted-comment", 't', VALUE, AT(comment), KJ_TAKES_COMMENT},
};

#define COUNT (sizeof table / sizeof *table)

static const KjPlace nowhere;

static void *member(KjOptions *options, const Option *option)
{
    return (char *)options + option->at;
}

static const Option *by_name(const char *name, size_t len)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strlen(table[i].name) == len && memcmp(table[i].name, name, len) == 0)
            return &table[i];
    return NULL;
}

static const Option *by_letter(char letter)
{
    for (size_t i = 0; i < COUNT; i++)
        if (table[i].letter && table[i].letter == letter)
            return &table[i];
    return NULL;
}

/* ---- reading ---- */

typedef struct Reader {
    KjOptions *options;
    int argc, at; /* at: the next word */
    char **argv;
    KjDiags *diags;
} Reader;

static bool unknown(Reader *reader, const char *word)
{
    const char *names[COUNT], *nearest;
    size_t dashes = strspn(word, "-"), len = strcspn(word + dashes, "=");

    for (size_t i = 0; i < COUNT; i++)
        names[i] = table[i].name;
    nearest = kj_nearest((KjText){word + dashes, (uint32_t)len}, names, COUNT);
    if (nearest)
        kj_diag(reader->diags, KJ_ERROR, nowhere, NULL,
                "オプション %1$s はありません。もしかして --%2$s ですか",
                "unknown option %1$s; did you mean --%2$s?", word, nearest);
    else
        kj_diag(reader->diags, KJ_ERROR, nowhere, NULL,
                "オプション %s はありません。kijun help に一覧があります",
                "unknown option %s; see kijun help", word);
    return false;
}

static bool is_assignment(const char *word)
{
    return word[0] != '-' && word[0] != '=' && strchr(word, '=');
}

static bool store_words(Reader *reader, KjStrings *list, const char *value)
{
    const char *none = NULL;

    KJ_PUSH(list->items, list->count, list->capacity, none);
    KJ_PUSH(list->items, list->count, list->capacity, value);
    while (reader->at < reader->argc && is_assignment(reader->argv[reader->at])) {
        value = reader->argv[reader->at++];
        KJ_PUSH(list->items, list->count, list->capacity, value);
    }
    return true;
}

static bool store(Reader *reader, const Option *option, const char *value)
{
    void *to = member(reader->options, option);

    if (option->form == ASSIGNS)
        return store_words(reader, to, value);

    if (option->form == VALUES) {
        KjStrings *list = to;

        KJ_PUSH(list->items, list->count, list->capacity, value);
        return true;
    }
    if (*(const char **)to && strcmp(*(const char **)to, value) != 0) {
        kj_diag(reader->diags, KJ_ERROR, nowhere, NULL, "--%s が2回、違う値で指定されています",
                "--%s is given twice with different values", option->name);
        return false;
    }
    *(const char **)to = value;
    return true;
}

/* value: what stands behind "=" or a letter, or NULL: then the next word, unless it is an option itself. */
static bool apply(Reader *reader, const Option *option, const char *value)
{
    if (option->form == FLAG) {
        if (value)
            kj_diag(reader->diags, KJ_ERROR, nowhere, NULL, "--%s は値を取りません",
                    "--%s takes no value", option->name);
        *(bool *)member(reader->options, option) = true;
        return !value;
    }
    if (!value && reader->at < reader->argc && strncmp(reader->argv[reader->at], "--", 2) != 0)
        value = reader->argv[reader->at++];
    if (!value || !*value) {
        kj_diag(reader->diags, KJ_ERROR, nowhere, NULL, "--%s には値が要ります",
                "--%s needs a value", option->name);
        return false;
    }
    return store(reader, option, value);
}

static bool read_long(Reader *reader, const char *word)
{
    size_t len = strcspn(word + 2, "=");
    const Option *option = by_name(word + 2, len);

    if (!option)
        return unknown(reader, word);
    return apply(reader, option, word[2 + len] ? word + 2 + len + 1 : NULL);
}

/* -q, -o FILE, -oFILE, -qo FILE */
static bool read_letters(Reader *reader, const char *word)
{
    for (const char *c = word + 1; *c; c++) {
        const Option *option = by_letter(*c);

        if (!option)
            return unknown(reader, word);
        if (option->form != FLAG)
            return apply(reader, option, c[1] ? c + 1 : NULL);
        apply(reader, option, NULL);
    }
    return true;
}

bool kj_options_read(KjOptions *options, int argc, char **argv, KjDiags *diags)
{
    Reader reader = {options, argc, 1, argv, diags};
    bool open = true, good = true;

    while (reader.at < argc) {
        const char *word = argv[reader.at++];

        if (open && strcmp(word, "--") == 0)
            open = false;
        else if (open && word[0] == '-' && word[1] == '-')
            good = read_long(&reader, word) && good;
        else if (open && word[0] == '-' && word[1])
            good = read_letters(&reader, word) && good;
        else
            KJ_PUSH(options->arguments.items, options->arguments.count, options->arguments.capacity,
                    word);
    }
    return good;
}

KjLang kj_options_language(int argc, char **argv)
{
    KjLang lang = KJ_JA;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7
                            : strcmp(argv[i], "--lang") == 0    ? argv[i + 1]
                                                                : NULL;

        if (value)
            lang = strcmp(value, "en") == 0 ? KJ_EN : KJ_JA;
    }
    return lang;
}

/* ---- which command knows which ---- */

static bool is_given(const KjOptions *options, const Option *option)
{
    const void *at = (const char *)options + option->at;

    return option->form == FLAG    ? *(const bool *)at
           : option->form == VALUE ? *(const char *const *)at != NULL
                                   : ((const KjStrings *)at)->count > 0;
}

static bool knows(KjTakes takes, const Option *option)
{
    bool of_judging = option->at == AT(as_of) || option->at == AT(packs);

    if (option->at == AT(packs) && (takes & KJ_TAKES_BASE))
        return true;
    if (of_judging && (takes & KJ_TAKES_NO_DAY))
        return false;
    return !option->takes || (option->takes & takes) != 0;
}

bool kj_options_suit(const KjOptions *options, KjTakes takes, const char *command, KjDiags *diags)
{
    bool good = true;

    for (size_t i = 0; i < COUNT; i++) {
        if (knows(takes, &table[i]) || !is_given(options, &table[i]))
            continue;
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "kijun %1$s に --%2$s はありません",
                "kijun %1$s has no option --%2$s", command, table[i].name);
        good = false;
    }
    return good;
}

void kj_options_clear(KjOptions *options)
{
    kj_free(options->packs.items);
    kj_free(options->only.items);
    kj_free(options->kinds.items);
    kj_free(options->keys.items);
    kj_free(options->signatures.items);
    kj_free(options->queries.items);
    kj_free(options->cases.items);
    kj_free(options->changes.items);
    kj_free(options->sets.items);
    kj_free(options->arguments.items);
    *options = (KjOptions){0};
}
