/* One invocation of the program: what was asked, and what every command needs for it. */
#ifndef KJ_CLI_APP_H
#define KJ_CLI_APP_H

#include "engine/cli/options.h"
#include "engine/cli/settings.h"
#include "engine/cli/shard.h"

typedef struct KjCommand KjCommand;
struct KjRuns;
struct KjView;

typedef struct KjApp {
    KjArena *arena; /* lives as long as the invocation */
    KjOptions options;
    const KjCommand *command;
    const char *const *arguments; /* behind the command's name */
    size_t argument_count;
    KjLang lang;
    KjSettings settings;
    int32_t as_of;
    size_t jobs;   /* how many workers may work at a time */
    bool divides;  /* organisations are taken one by one, be there only one */
    KjShard shard; /* of them */
    const struct KjBundle
        *bundle; /* whose packs are judged, in the places of those of their names; or NULL */
    /* What becomes of the runs that are judged, as --only narrows them (assess.h). */
    KjExit (*show)(struct KjApp *app, const struct KjView *view, struct KjRuns *runs, KjExit exit);
} KjApp;

struct KjCommand {
    const char *name; /* "rules list": subcommands stand behind spaces */
    KjExit (*run)(KjApp *app);
    KjTakes takes;                       /* KJ_TAKES_… */
    const char *formats;                 /* "text json": the first is the default */
    size_t least, most;                  /* arguments */
    size_t paths_from;                   /* the arguments from here on are PATHs; SIZE_MAX: none */
    size_t paths_less;                   /* but for so many at the end */
    const char *arguments;               /* "RULE RECORD PATH…" */
    const char *summary[2], *details[2]; /* by KjLang; details end in a line break, or NULL */
    const char *example;                 /* NULL: a command that is not shown to users */
};

KjExit kj_app_run(int argc, char **argv);
/* The chosen format: one of the command's. */
const char *kj_app_format(const KjApp *app);
bool kj_app_format_is(const KjApp *app, const char *format);

/* The day that --as-of gives, else today by the clock, whatever day a workspace judges for. */
int32_t kj_app_today(const KjApp *app);

/* The PATHs among the arguments. */
const char *const *kj_app_paths(const KjApp *app, size_t *count);

KjExit kj_command_check(KjApp *app);
KjExit kj_command_assess(KjApp *app);
KjExit kj_command_convert(KjApp *app);
KjExit kj_command_display(KjApp *app);
KjExit kj_command_explain(KjApp *app);
KjExit kj_command_next(KjApp *app);
KjExit kj_command_whatif(KjApp *app);
KjExit kj_command_due(KjApp *app);
KjExit kj_command_form_template(KjApp *app);
KjExit kj_command_repl(KjApp *app);
KjExit kj_command_report(KjApp *app);
KjExit kj_command_rules_list(KjApp *app);
KjExit kj_command_rules_show(KjApp *app);
KjExit kj_command_rules_lint(KjApp *app);
KjExit kj_command_rules_doc(KjApp *app);
KjExit kj_command_rules_compile(KjApp *app);
KjExit kj_command_rules_test(KjApp *app);
KjExit kj_command_rules_impact(KjApp *app);
KjExit kj_command_rules_stubs(KjApp *app);
KjExit kj_command_init(KjApp *app);
KjExit kj_command_rules_coverage(KjApp *app);
KjExit kj_command_store_import(KjApp *app);
KjExit kj_command_store_runs(KjApp *app);
KjExit kj_command_store_show(KjApp *app);
KjExit kj_command_store_diff(KjApp *app);
KjExit kj_command_store_trend(KjApp *app);
KjExit kj_command_store_export(KjApp *app);
KjExit kj_command_store_merge(KjApp *app);
KjExit kj_command_store_verify(KjApp *app);
KjExit kj_command_store_head(KjApp *app);
KjExit kj_command_store_sql(KjApp *app);
KjExit kj_command_bundle_key(KjApp *app);
KjExit kj_command_bundle_build(KjApp *app);
KjExit kj_command_bundle_sign(KjApp *app);
KjExit kj_command_bundle_comment(KjApp *app);
KjExit kj_command_bundle_verify(KjApp *app);
KjExit kj_command_bundle_show(KjApp *app);
KjExit kj_command_bundle_trust_add(KjApp *app);
KjExit kj_command_bundle_trust_list(KjApp *app);
KjExit kj_command_bundle_trust_remove(KjApp *app);
KjExit kj_command_bundle_trust_threshold(KjApp *app);
KjExit kj_command_bundle_trust_update(KjApp *app);
KjExit kj_command_bundle_install(KjApp *app);
KjExit kj_command_bundle_list(KjApp *app);
KjExit kj_command_bundle_rollback(KjApp *app);
KjExit kj_command_help(KjApp *app);
KjExit kj_command_version(KjApp *app);

#endif
