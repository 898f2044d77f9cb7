/* From the status of a dead worker and from what it had noted down to words. Notes of a process that
 * broke are worth little: they are looked at as any input. */
#include "engine/eval/death.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>

/* Sets the error in the session's language; both texts take the same arguments. */
static void say(KjError *error, KjExit code, KjLang lang, const char *ja, const char *en, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
static void say(KjError *error, KjExit code, KjLang lang, const char *ja, const char *en, ...)
{
    char text[sizeof error->message];
    va_list arguments;
    va_start(arguments, en);
    vsnprintf(text, sizeof text, lang == KJ_JA ? ja : en, arguments);
    va_end(arguments);
    kj_error_set(error, code, "%s", text);
}

/* Packs that break the worker that loads them are bad packs, and there are no verdicts; who is killed from
 * outside is not at fault. */
static KjExit code_of(const KjEnding *ending)
{
    int number = WIFSIGNALED(ending->status) ? WTERMSIG(ending->status) : 0;
    if (!ending->loading)
        return KJ_EXIT_RULE_ERROR;
    return !ending->timed_out && (number == SIGKILL || number == SIGTERM || number == SIGHUP)
               ? KJ_EXIT_SYSTEM
               : KJ_EXIT_INPUT;
}

static void tell_signal(const KjEnding *ending, KjLang lang, KjError *error)
{
    int number = WTERMSIG(ending->status);
    KjExit code = code_of(ending);
    if (number == SIGSYS)
        say(error, code, lang,
            "作業プロセスが、許されていないシステムコールを呼んだので止められました",
            "the worker process was ended for a system call that workers may not make");
    else if (number == SIGXCPU && ending->loading)
        say(error, code, lang,
            "基準パックの読込みが、プロセッサー時間 %.0f 秒の上限に達したので止められました",
            "loading the packs took more than the %.0f seconds of processor time it may take",
            ending->seconds);
    else if (number == SIGXCPU)
        say(error, code, lang,
            "作業プロセスがプロセッサー時間の上限（%.0f秒）を使い切りました。"
            "上限は kijun.yaml の worker_seconds で変えられます",
            "the worker process used up its %.0f seconds of processor time; worker_seconds in "
            "kijun.yaml raises the limit",
            ending->seconds);
    else
        say(error, code, lang, "作業プロセスがシグナル %d（%s）で終わりました",
            "the worker process was ended by signal %d (%s)", number, strsignal(number));
}

void kj_death_tell(const KjEnding *ending, const KjWatch *watch, KjLang lang, KjError *error)
{
    if (ending->timed_out)
        say(error, code_of(ending), lang, "作業プロセスが時間内に終わらなかったので止めました",
            "the worker process did not finish in time and was ended");
    else if (watch && watch->exhausted)
        say(error, KJ_EXIT_SYSTEM, lang,
            "作業プロセスのメモリが足りません（上限 %zu MiB）。"
            "上限は kijun.yaml の worker_memory で変えられます",
            "out of memory in the worker process (limit %zu MiB); worker_memory in kijun.yaml "
            "raises the limit",
            ending->memory >> 20);
    else if (WIFSIGNALED(ending->status))
        tell_signal(ending, lang, error);
    else
        say(error, KJ_EXIT_SYSTEM, lang, "作業プロセスが途中で終わりました（終了コード %d）",
            "the worker process ended unexpectedly (exit status %d)", WEXITSTATUS(ending->status));
}

static bool is_known(const KjSkip *death, const KjRegistry *registry)
{
    if (!registry || death->number < 0)
        return false;
    if (death->stage == KJ_STAGE_DERIVE)
        return (size_t)death->number < registry->derive_count;
    return (death->stage == KJ_STAGE_RULE || death->stage == KJ_STAGE_CHECK) &&
           (size_t)death->number < registry->rule_count;
}

KjSkip kj_death_skip(const KjWatch *watch, const KjRegistry *registry, const KjError *error)
{
    KjSkip death = {.stage = KJ_STAGE_WORK, .number = -1, .kind = -1, .row = -1};
    if (watch) {
        death.stage = (KjStage)watch->stage;
        death.number = watch->number;
        death.kind = watch->kind;
        death.row = watch->row;
    }
    if (death.stage != KJ_STAGE_FILE && !is_known(&death, registry))
        death.stage = KJ_STAGE_WORK;
    if (death.row < 0 || !registry || death.kind < 0 ||
        (size_t)death.kind >= registry->schema->kind_count)
        death.kind = death.row = -1;
    snprintf(death.how, sizeof death.how, "%s", error->message);
    return death;
}

bool kj_skips_learn(KjSkips *skips, const KjSkip *death)
{
    bool culprit = death->stage == KJ_STAGE_DERIVE || death->stage == KJ_STAGE_RULE ||
                   death->stage == KJ_STAGE_CHECK;
    if (skips->deaths++ == 0)
        return true;
    if (!culprit || skips->count == KJ_SKIPS_MOST ||
        kj_skip_find(skips->items, skips->count, death->stage, death->number))
        return false;
    skips->items[skips->count++] = *death;
    return true;
}

static const char *derivation_name(const KjRegistry *registry, int32_t number, KjArena *arena)
{
    const KjDerive *derive = &registry->derives[number];
    const KjKind *kind = &registry->schema->kinds[derive->kind];
    const char *field = derive->field_count ? kind->fields[derive->fields[0]].name.data : "*";
    return kj_arena_printf(arena, "%s.%s", kind->name.data, field);
}

const char *kj_death_place(const KjSkip *death, const KjWatch *watch, const KjRegistry *registry,
                           KjArena *arena, KjLang lang)
{
    char file[sizeof watch->file];
    if (death->stage == KJ_STAGE_FILE && watch) {
        memcpy(file, watch->file, sizeof file);
        file[sizeof file - 1] = '\0';
        return kj_arena_printf(arena, lang == KJ_JA ? "%s の読込み中" : "while loading %s", file);
    }
    if (!is_known(death, registry))
        return NULL;
    if (death->stage == KJ_STAGE_DERIVE)
        return kj_arena_printf(arena, lang == KJ_JA ? "算出項目 %s の計算中" : "while computing %s",
                               derivation_name(registry, death->number, arena));
    return kj_arena_printf(arena, lang == KJ_JA ? "要件 %s の判定中" : "while judging rule %s",
                           registry->rules[death->number].name.data);
}

const KjSkip *kj_skip_find(const KjSkip *skips, size_t count, KjStage stage, int32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (skips[i].stage == stage && skips[i].number == number)
            return &skips[i];
    return NULL;
}
