/* The command line, read into one struct. Options may stand before, between and after arguments;
 * "--" ends them. */
#ifndef KJ_CLI_OPTIONS_H
#define KJ_CLI_OPTIONS_H

#include "engine/base/diag.h"

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
typedef uint64_t KjTakes;
#define KJ_TAKES(n) (UINT64_C(1) << (n))
#define KJ_TAKES_ONLY KJ_TAKES(0)
#define KJ_TAKES_SENSITIVE KJ_TAKES(1)
#define KJ_TAKES_ACTOR_LEVEL KJ_TAKES(2)
#define KJ_TAKES_CONVERT KJ_TAKES(3)
#define KJ_TAKES_FORM KJ_TAKES(4)
#define KJ_TAKES_JOBS KJ_TAKES(5)
#define KJ_TAKES_STORE KJ_TAKES(6)
#define KJ_TAKES_RUN KJ_TAKES(7) /* --run --since */
#define KJ_TAKES_TOP KJ_TAKES(8)
/* neither --as-of nor --pack: nothing is judged, and no facts are read */
#define KJ_TAKES_NO_DAY KJ_TAKES(9)
#define KJ_TAKES_ALL KJ_TAKES(10)
#define KJ_TAKES_BUNDLE KJ_TAKES(11) /* --sequence --edition --expires --needs */
#define KJ_TAKES_NAME KJ_TAKES(12)
#define KJ_TAKES_KEY KJ_TAKES(13)
#define KJ_TAKES_PUBLIC KJ_TAKES(14) /* -P */
#define KJ_TAKES_SIGNATURE KJ_TAKES(15)
#define KJ_TAKES_THRESHOLD KJ_TAKES(16)
#define KJ_TAKES_PASSWORD KJ_TAKES(17) /* --password-file */
#define KJ_TAKES_NO_PASSWORD KJ_TAKES(18)
#define KJ_TAKES_COMMENT KJ_TAKES(19) /* --trusted-comment */
#define KJ_TAKES_HEAD KJ_TAKES(20)
#define KJ_TAKES_CASE KJ_TAKES(21)
#define KJ_TAKES_CHANGES KJ_TAKES(22) /* --set --change */
#define KJ_TAKES_DUE KJ_TAKES(23)     /* --within --since --person --overdue */
#define KJ_TAKES_REPL KJ_TAKES(24) /* --script -e --keep-going --no-history, and --store for sql */
#define KJ_TAKES_IMPACT KJ_TAKES(25) /* --by --fail-on */
#define KJ_TAKES_STORED KJ_TAKES(26) /* --store */
#define KJ_TAKES_MUTATE KJ_TAKES(27)
#define KJ_TAKES_SHOW KJ_TAKES(28)
#define KJ_TAKES_AT_LEAST KJ_TAKES(29)
#define KJ_TAKES_FIX KJ_TAKES(30)
#define KJ_TAKES_BASE KJ_TAKES(31) /* --pack, though with KJ_TAKES_NO_DAY */

/* False: usage error; what is wrong is in diags. All strings are borrowed from argv. */
bool kj_options_read(KjOptions *options, int argc, char **argv, KjDiags *diags);
/* The value of --lang if it stands anywhere on the line: messages about the rest depend on it. */
KjLang kj_options_language(int argc, char **argv);
/* False, with a message, if an option was given that is not among `takes`. */
bool kj_options_suit(const KjOptions *options, KjTakes takes, const char *command, KjDiags *diags);
void kj_options_clear(KjOptions *options);

#endif
