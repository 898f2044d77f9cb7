/* The command line, read into one struct. Options may stand before, between and after arguments;
 * "--" ends them. */
#ifndef KJ_CLI_OPTIONS_H
#define KJ_CLI_OPTIONS_H

#include "engine/base/diag.h"

#include <limits.h>

typedef struct KjStrings {
    const char **items;
    size_t count, capacity;
} KjStrings;

typedef struct KjOptions {
    const char *format, *output, *lang, *as_of, *actor, *level; /* NULL: not given */
    const char *to, *headers, *jobs, *store, *shard, *packs_of;
    const char *run, *since, *top, *within, *person;
    const char *name, *sequence, *edition, *expires, *needs, *comment, *public_key, *threshold;
    const char *password_file, *head;
    const char *script;
    KjStrings packs, only, kinds, keys, signatures, cases, queries;
    bool keep_going, no_history;
    const char *at_least;
    bool mutate, show, quiet, show_sensitive, all, help, version, force, no_password, fix, overdue;
    KjStrings changes;
    KjStrings sets; /* the words of every --set, with NULL before each */
    const char *by, *fail_on;
    KjStrings known;            /* no option: packs that are to be found, and not selected */
    bool shipped_only;          /* no option: what is installed is left out */
    const char *without_bundle; /* nor this: but for one bundle, or NULL */
    KjStrings arguments;        /* the command and its arguments */
} KjOptions;

/* Which options a command knows besides the common ones (--format -o --lang --as-of --pack --quiet
 * --help). */
enum {
    KJ_TAKES_ONLY = 1 << 0,
    KJ_TAKES_SENSITIVE = 1 << 1,
    KJ_TAKES_ACTOR_LEVEL = 1 << 2,
    KJ_TAKES_CONVERT = 1 << 3,
    KJ_TAKES_FORM = 1 << 4,
    KJ_TAKES_JOBS = 1 << 5,
    KJ_TAKES_STORE = 1 << 6,
    KJ_TAKES_RUN = 1 << 7, /* --run --since */
    KJ_TAKES_TOP = 1 << 8,
    KJ_TAKES_NO_DAY =
        1 << 9, /* neither --as-of nor --pack: nothing is judged, and no facts are read */
    KJ_TAKES_ALL = 1 << 10,
    KJ_TAKES_BUNDLE = 1 << 11, /* --sequence --edition --expires --needs */
    KJ_TAKES_NAME = 1 << 12,
    KJ_TAKES_KEY = 1 << 13,
    KJ_TAKES_PUBLIC = 1 << 14, /* -P */
    KJ_TAKES_SIGNATURE = 1 << 15,
    KJ_TAKES_THRESHOLD = 1 << 16,
    KJ_TAKES_PASSWORD = 1 << 17, /* --password-file */
    KJ_TAKES_NO_PASSWORD = 1 << 18,
    KJ_TAKES_COMMENT = 1 << 19, /* --trusted-comment */
    KJ_TAKES_HEAD = 1 << 20,
    KJ_TAKES_CASE = 1 << 21,
    KJ_TAKES_CHANGES = 1 << 22, /* --set --change */
    KJ_TAKES_DUE = 1 << 23,     /* --within --since --person --overdue */
    KJ_TAKES_REPL = 1 << 24,    /* --script -e --keep-going --no-history, and --store for sql */
    KJ_TAKES_IMPACT = 1 << 25,  /* --by --fail-on */
    KJ_TAKES_STORED = 1 << 26,  /* --store */
    KJ_TAKES_MUTATE = 1 << 27,
    KJ_TAKES_SHOW = 1 << 28,
    KJ_TAKES_AT_LEAST = 1 << 29,
    KJ_TAKES_FIX = 1 << 30,
    KJ_TAKES_BASE = INT_MIN /* --pack, though with KJ_TAKES_NO_DAY; the last bit */
};

/* False: usage error; what is wrong is in diags. All strings are borrowed from argv. */
bool kj_options_read(KjOptions *options, int argc, char **argv, KjDiags *diags);
/* The value of --lang if it stands anywhere on the line: messages about the rest depend on it. */
KjLang kj_options_language(int argc, char **argv);
/* False, with a message, if an option was given that is not among `takes`. */
bool kj_options_suit(const KjOptions *options, int takes, const char *command, KjDiags *diags);
void kj_options_clear(KjOptions *options);

#endif
