/* From the command line to a command: read options, find the command, check that they suit each
 * other, read the settings, run. Whatever is wrong with the line is told in one pass. */
#include "engine/cli/app.h"
#include "engine/base/number.h"
#include "engine/cli/commands.h"
#include "engine/cli/tell.h"
#include "engine/eval/batch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const KjPlace nowhere;

/* ---- the process ---- */

/* A closed pipe is an error of write, not a signal. A closed stdout must not become the number of
 * a file that is opened later: what is put in its place refuses to be written to. */
static void prepare_process(void)
{
    signal(SIGPIPE, SIG_IGN);
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) < 0)
            _exit(KJ_EXIT_SYSTEM);
}

/* ---- which command ---- */

/* How many words of the line make up the name of the command; 0: they do not. */
static size_t words_of(const KjCommand *command, const KjStrings *words)
{
    const char *at = command->name;
    size_t used = 0;

    while (*at) {
        size_t len = strcspn(at, " ");

        if (used == words->count || strlen(words->items[used]) != len ||
            strncmp(at, words->items[used], len) != 0)
            return 0;
        used++;
        at += len + (at[len] == ' ');
    }
    return used;
}

static bool find_command(KjApp *app)
{
    const KjStrings *words = &app->options.arguments;
    const KjCommand *command;

    for (size_t i = 0; (command = kj_command_at(i)); i++) {
        size_t used = words_of(command, words);

        if (!used)
            continue;
        app->command = command;
        app->arguments = words->items + used;
        app->argument_count = words->count - used;
        return true;
    }
    return false;
}

static const KjCommand *command_named(const char *name)
{
    const KjCommand *command;

    for (size_t i = 0; (command = kj_command_at(i)); i++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* "rules" alone: which commands begin so. */
static const char *commands_beginning(const KjApp *app, const char *word)
{
    const char *list = NULL;
    const KjCommand *command;

    for (size_t i = 0; (command = kj_command_at(i)); i++) {
        const char *name = command->name;
        size_t len = strlen(word);

        if (command->example && strncmp(name, word, len) == 0 && name[len] == ' ')
            list = list ? kj_arena_printf(app->arena, "%s, %s", list, name) : name;
    }
    return list;
}

/* What was written where a command should stand: "rules lst" as a whole, since commands begin with
 * "rules". */
static const char *written(const KjApp *app)
{
    const KjStrings *words = &app->options.arguments;
    const char *name = words->items[0];

    for (size_t i = 1; i < words->count && commands_beginning(app, name); i++)
        name = kj_arena_printf(app->arena, "%s %s", name, words->items[i]);
    return name;
}

static void unknown_command(const KjApp *app, const char *name, KjDiags *diags)
{
    const char **names, *family = commands_beginning(app, name), *nearest;
    const KjCommand *command;
    size_t count = 0, all = 0;

    while (kj_command_at(all))
        all++;
    names = kj_arena_array(app->arena, all, sizeof *names);
    for (size_t i = 0; (command = kj_command_at(i)); i++)
        if (command->example)
            names[count++] = command->name;
    nearest = kj_nearest(kj_text(name), names, count);
    if (family)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "%1$s の次が足りません: %2$s",
                "what of %1$s? there are: %2$s", name, family);
    else if (nearest)
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "コマンド %1$s はありません。もしかして %2$s ですか",
                "unknown command %1$s; did you mean %2$s?", name, nearest);
    else
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "コマンド %s はありません。kijun help に一覧があります",
                "unknown command %s; see kijun help", name);
}

/* --help and --version alone are commands. */
static void choose_command(KjApp *app, KjDiags *diags)
{
    if (find_command(app))
        return;
    if (app->options.version)
        app->command = command_named("version");
    else if (app->options.help)
        app->command = command_named("help");
    else if (app->options.arguments.count)
        unknown_command(app, written(app), diags);
    else
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "コマンドを指定してください。kijun help に一覧があります",
                "a command is expected; see kijun help");
}

/* ---- whether the line makes sense ---- */

static bool has_word(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == len && strncmp(at, word, len) == 0)
            return true;
    return false;
}

static void check_format(const KjApp *app, KjDiags *diags)
{
    const char *format = app->options.format;

    if (format && !has_word(app->command->formats, format))
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "kijun %1$s に形式 %2$s はありません。使えるのは %3$s です",
                "kijun %1$s has no format %2$s; there are: %3$s", app->command->name, format,
                app->command->formats);
}

static void check_arguments(const KjApp *app, KjDiags *diags)
{
    const KjCommand *command = app->command;

    if (app->argument_count < command->least && !(app->options.store && app->argument_count == 0))
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "引数が足りません: kijun %1$s %2$s",
                "arguments are missing: kijun %1$s %2$s", command->name, command->arguments);
    else if (app->argument_count > command->most)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "引数が多すぎます: kijun %1$s %2$s",
                "too many arguments: kijun %1$s %2$s", command->name, command->arguments);
}

static void check_lang(const KjApp *app, KjDiags *diags)
{
    const char *lang = app->options.lang;

    if (lang && strcmp(lang, "ja") != 0 && strcmp(lang, "en") != 0)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "--lang は ja か en です (%s とあります)",
                "--lang is ja or en, not %s", lang);
}

static void check_as_of(KjApp *app, KjDiags *diags)
{
    const char *day = app->options.as_of;

    if (day && !kj_date_parse(kj_text_nfkc(app->arena, kj_text(day)), &app->as_of))
        kj_diag(
            diags, KJ_ERROR, nowhere, NULL,
            "--as-of %s は日付として読めません。2026-04-01 や 令和8年4月1日 の形で書いてください",
            "--as-of %s is no date; write it like 2026-04-01", day);
}

/* As many workers as there are processors, unless --jobs says otherwise. */
static void check_jobs(KjApp *app, KjDiags *diags)
{
    const char *given = app->options.jobs;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t jobs = processors < 1 ? 1 : processors;

    if (given && (!kj_int_parse(kj_text_nfkc(app->arena, kj_text(given)), &jobs) || jobs < 1 ||
                  jobs > KJ_BATCH_WORKERS))
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "--jobs は 1 から %2$d までの数です (%1$s とあります)",
                "--jobs is a number from 1 to %2$d, not %1$s", given, KJ_BATCH_WORKERS);
    app->jobs = jobs > KJ_BATCH_WORKERS ? KJ_BATCH_WORKERS : (size_t)jobs;
}

static void check_shard(KjApp *app, KjDiags *diags)
{
    const char *given = app->options.shard;

    if (given && !kj_shard_parse(kj_text_nfkc(app->arena, kj_text(given)), &app->shard))
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "--shard は I/N の形です。I は 1 から N まで、N は %2$d まで (%1$s とあります)",
                "--shard is I/N with I from 1 to N and N at most %2$d, not %1$s", given,
                KJ_SHARD_MOST);
}

static void check_packs_of(const KjApp *app, KjDiags *diags)
{
    const KjOptions *options = &app->options;

    if (options->packs_of && !options->store)
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "--packs-of は保管庫の判定を指します。--store も指定してください",
                "--packs-of means a run of a store; name it with --store");
    if (options->packs_of && options->packs.count)
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "--pack と --packs-of は一緒に使えません",
                "--pack and --packs-of exclude each other");
}

static void check_line(KjApp *app, KjDiags *diags)
{
    choose_command(app, diags);
    check_lang(app, diags);
    check_as_of(app, diags);
    check_jobs(app, diags);
    check_shard(app, diags);
    if (!app->command || app->options.help)
        return;
    kj_options_suit(&app->options, app->command->takes, app->command->name, diags);
    check_packs_of(app, diags);
    check_format(app, diags);
    check_arguments(app, diags);
}

static void tell_usage(const KjApp *app, KjDiags *diags)
{
    if (app->command)
        kj_diag(diags, KJ_NOTE, nowhere, NULL, "使い方: kijun help %s", "usage: kijun help %s",
                app->command->name);
    kj_tell_diags(app, diags);
}

/* ---- running ---- */

static int32_t today(int32_t zone)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return kj_date_of(now.tv_sec, zone);
}

int32_t kj_app_today(const KjApp *app)
{
    return app->options.as_of ? app->as_of : today(app->settings.zone);
}

/* --lang and --as-of come before kijun.yaml. */
static void apply_settings(KjApp *app)
{
    if (!app->options.lang && app->settings.has_lang)
        app->lang = app->settings.lang;
    if (!app->options.as_of)
        app->as_of = app->settings.has_as_of ? app->settings.as_of : today(app->settings.zone);
}

const char *const *kj_app_paths(const KjApp *app, size_t *count)
{
    size_t from = app->command->paths_from, given = app->argument_count;
    size_t end = given > app->command->paths_less ? given - app->command->paths_less : 0;
    size_t first = from < end ? from : end;

    *count = end - first;
    return app->arguments + first;
}

static bool read_settings(KjApp *app)
{
    size_t count;
    const char *const *paths = kj_app_paths(app, &count);
    KjDiags diags;
    bool good;

    kj_diags_init(&diags, app->lang);
    good = kj_settings_read(&app->settings, paths, count, app->arena, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return good;
}

/* Help and version work whatever is in kijun.yaml. */
static KjExit run(KjApp *app)
{
    bool needs_settings = app->command->run != kj_command_help &&
                          app->command->run != kj_command_version && !app->options.help;

    if (needs_settings && !read_settings(app))
        return KJ_EXIT_INPUT;
    apply_settings(app);
    return app->options.help ? kj_command_help(app) : app->command->run(app);
}

const char *kj_app_format(const KjApp *app)
{
    static const char text[] = "text"; /* the first format of every command */

    return app->options.format ? app->options.format : text;
}

bool kj_app_format_is(const KjApp *app, const char *format)
{
    return strcmp(kj_app_format(app), format) == 0;
}

KjExit kj_app_run(int argc, char **argv)
{
    KjApp app = {.arena = kj_arena_new(),
                 .lang = kj_options_language(argc, argv),
                 .settings = {.zone = KJ_ZONE_JAPAN}};
    KjExit exit = KJ_EXIT_USAGE;
    KjDiags diags;

    prepare_process();
    kj_diags_init(&diags, app.lang);
    kj_options_read(&app.options, argc, argv, &diags);
    check_line(&app, &diags);
    if (diags.errors == 0)
        exit = run(&app);
    else
        tell_usage(&app, &diags);
    kj_diags_clear(&diags);
    kj_options_clear(&app.options);
    kj_arena_free(app.arena);
    return exit;
}
