/* Diagnostics. Text is formatted once, in the language of the list, into the list's arena; beyond
 * the cap only the count goes on, so that a million bad records do not cost a million messages. */
#include "engine/base/diag.h"

#include "engine/base/place.h"
#include "engine/base/subject.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MOST_KEPT 1000

KjExit kj_exit_worse(KjExit a, KjExit b)
{
    static const char gravity[] = {
        [KJ_EXIT_OK] = 0,    [KJ_EXIT_FINDINGS] = 1, [KJ_EXIT_RULE_ERROR] = 2,
        [KJ_EXIT_INPUT] = 3, [KJ_EXIT_USAGE] = 4,    [KJ_EXIT_SYSTEM] = 5};

    return gravity[a] >= gravity[b] ? a : b;
}

void kj_diags_init(KjDiags *diags, KjLang lang)
{
    *diags = (KjDiags){.arena = kj_arena_new(), .lang = lang};
}

void kj_diags_clear(KjDiags *diags)
{
    kj_arena_free(diags->arena);
    kj_free(diags->items);
    *diags = (KjDiags){.lang = diags->lang};
}

/* Counts a diagnostic; false if it is beyond the cap. */
static bool admitted(KjDiags *diags, KjSeverity severity)
{
    if (severity == KJ_ERROR)
        diags->errors++;
    if (diags->count < MOST_KEPT)
        return true;
    diags->dropped++;
    return false;
}

/* Diagnostics of one file mostly come together: its name is then copied once. */
static const char *kept_file(KjDiags *diags, const char *file)
{
    const char *last = diags->count ? diags->items[diags->count - 1].place.file : NULL;

    if (!file || (last && strcmp(file, last) == 0))
        return file ? last : NULL;
    return kj_arena_strndup(diags->arena, file, strlen(file));
}

/* body is in the arena already. */
static void keep(KjDiags *diags, KjSeverity severity, KjPlace place, const char *subject,
                 const char *body)
{
    KjDiag diag = {severity, place, NULL, body};

    diag.place.file = kept_file(diags, place.file);
    if (subject)
        diag.subject = kj_arena_strndup(diags->arena, subject, strlen(subject));
    KJ_PUSH(diags->items, diags->count, diags->capacity, diag);
}

static char *formatted(KjArena *arena, const char *format, va_list args)
{
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = kj_arena_alloc(arena, len < 0 ? 1 : (size_t)len + 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, args);
    return text;
}

void kj_diag(KjDiags *diags, KjSeverity severity, KjPlace place, const char *subject,
             const char *ja, const char *en, ...)
{
    va_list args;

    if (!admitted(diags, severity))
        return;
    va_start(args, en);
    keep(diags, severity, place, subject,
         formatted(diags->arena, diags->lang == KJ_JA ? ja : en, args));
    va_end(args);
}

void kj_diag_text(KjDiags *diags, KjSeverity severity, KjPlace place, const char *subject,
                  const char *body)
{
    if (admitted(diags, severity))
        keep(diags, severity, place, subject, kj_arena_strndup(diags->arena, body, strlen(body)));
}

void kj_diags_add(KjDiags *diags, const KjDiags *more)
{
    size_t errors = diags->errors; /* those that were dropped count, too */

    for (size_t i = 0; i < more->count; i++) {
        const KjDiag *item = &more->items[i];

        kj_diag_text(diags, item->severity, item->place, item->subject, item->body);
    }
    diags->dropped += more->dropped;
    diags->errors = errors + more->errors;
}

/* Without a place comes first. */
static int compare_places(KjPlace a, KjPlace b)
{
    int order = a.file && b.file ? strcmp(a.file, b.file) : !!a.file - !!b.file;

    if (order == 0)
        order = (a.line > b.line) - (a.line < b.line);
    if (order == 0)
        order = (a.column > b.column) - (a.column < b.column);
    return order;
}

static void merge(const KjDiag *from, KjDiag *to, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;

    for (size_t i = start; i < end; i++) {
        bool take_left = left < middle &&
                         (right >= end || compare_places(from[left].place, from[right].place) <= 0);

        to[i] = take_left ? from[left++] : from[right++];
    }
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

void kj_diags_sort(KjDiags *diags)
{
    size_t count = diags->count;
    KjDiag *from = diags->items;
    KjDiag *to = kj_alloc_array(diags->capacity, sizeof *to);

    for (size_t run = 1; run < count; run *= 2) {
        KjDiag *sorted = to;

        for (size_t start = 0; start < count; start += 2 * run)
            merge(from, to, start, lesser(start + run, count), lesser(start + 2 * run, count));
        to = from;
        from = sorted;
    }
    diags->items = from;
    kj_free(to);
}

static void write_safely(KjBuf *out, KjArena *arena, const char *text)
{
    KjText safe = kj_text_printable(arena, kj_text(text), false);

    kj_buf_add(out, safe.data, safe.len);
}

static void write_place(KjBuf *out, KjArena *arena, KjPlace place)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_place_write(&text, place, true);
    kj_buf_putc(&text, '\0');
    write_safely(out, arena, text.data);
    kj_buf_clear(&text);
}

static void write_diag(KjBuf *out, KjArena *arena, const KjDiag *diag, KjLang lang)
{
    static const char *const words[] = {
        [KJ_NOTE] = "note", [KJ_WARNING] = "warning", [KJ_ERROR] = "error"};

    if (diag->place.file) {
        write_place(out, arena, diag->place);
        kj_buf_puts(out, ": ");
    }
    kj_buf_printf(out, "%s: ", words[diag->severity]);
    if (diag->subject) {
        kj_subject_write(out, kj_text_printable(arena, kj_text(diag->subject), false), lang);
        kj_buf_puts(out, ": ");
    }
    write_safely(out, arena, diag->body);
    kj_buf_putc(out, '\n');
}

void kj_diags_print(const KjDiags *diags, KjBuf *out)
{
    for (size_t i = 0; i < diags->count; i++) {
        KjArenaMark mark = kj_arena_mark(diags->arena);

        write_diag(out, diags->arena, &diags->items[i], diags->lang);
        kj_arena_release(diags->arena, mark);
    }
    if (diags->dropped)
        kj_buf_printf(out,
                      diags->lang == KJ_JA ? "note: ほか%zu件は表示していません。\n"
                                           : "note: %zu more not shown\n",
                      diags->dropped);
}

void kj_error_set(KjError *error, KjExit exit, const char *format, ...)
{
    size_t valid;
    va_list args;

    error->exit = exit;
    error->message[0] = '\0';
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    /* a message cut in the middle of a character ends before it */
    if (strlen(error->message) == sizeof error->message - 1 &&
        !kj_utf8_valid(error->message, sizeof error->message - 1, &valid) &&
        valid + 4 >= sizeof error->message)
        error->message[valid] = '\0';
}
