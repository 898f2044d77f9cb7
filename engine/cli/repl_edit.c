/* Lines from a terminal, by libedit. While a line is typed Ctrl-C is a key, which takes the line back; while
 * something is waited for it is a signal (interrupt.h). libedit counts columns by the locale, so the encoding is
 * set to UTF-8; nothing else of the locale is. */
#include "engine/cli/repl.h"

#include "engine/cli/interrupt.h"
#include "engine/cli/repl_complete.h"
#include "engine/cli/repl_history.h"
#include "engine/cli/repl_parts.h"
#include "engine/cli/tell.h"
#include "engine/eval/inquiry.h"

#include <errno.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_LINE ((size_t)64 << 10)

typedef struct Editor {
    KjRepl *repl;
    EditLine *el;
    History *history;
    const char *kept; /* the file of the history, or NULL */
    KjBuf prompt;     /* that is shown now */
    char *last;       /* line of the history */
    KjBuf typed;      /* the line as far as it is there; lines are joined by line breaks */
    bool cancelled;
} Editor;

static const char *in(const Editor *editor, const char *ja, const char *en)
{
    return editor->repl->app->lang == KJ_JA ? ja : en;
}

static Editor *editor_of(EditLine *el)
{
    void *editor = NULL;

    el_get(el, EL_CLIENTDATA, &editor);
    return editor;
}

/* ---- keys ---- */

static char *prompt(EditLine *el)
{
    return editor_of(el)->prompt.data;
}

static unsigned char cancel(EditLine *el, int key)
{
    (void)key;
    editor_of(el)->cancelled = true;
    return CC_NEWLINE;
}

/* Side by side, as many as the terminal takes. */
static void list_words(EditLine *el, const KjCompletion *completion)
{
    size_t widest = 1, at = 0, width = 80;
    int columns = 0;

    if (el_get(el, EL_GETTC, "co", &columns, NULL) == 0 && columns > 0)
        width = (size_t)columns;
    for (size_t i = 0; i < completion->count; i++) {
        size_t own = kj_page_width_of(kj_text(completion->words[i]));

        widest = own > widest ? own : widest;
    }
    putchar('\n');
    for (size_t i = 0; i < completion->count; i++) {
        size_t own = kj_page_width_of(kj_text(completion->words[i]));
        bool last = i + 1 == completion->count || at + 2 * (widest + 2) > width;

        printf("%s%*s", completion->words[i], last ? 0 : (int)(widest + 2 - own), "");
        at = last ? 0 : at + widest + 2;
        if (last)
            putchar('\n');
    }
    if (completion->more)
        puts("…");
    fflush(stdout);
}

/* A word that is whole is parted from the next one, if a path cannot go on. */
static bool is_whole(const char *word)
{
    return !strchr(".:(=", word[strlen(word) - 1]);
}

static unsigned char complete(EditLine *el, int key)
{
    Editor *editor = editor_of(el);
    const LineInfo *info = el_line(el);
    KjArena *arena = kj_arena_new();
    KjCompletion found;
    KjBuf before;
    unsigned char outcome = CC_REFRESH;
    size_t common;

    (void)key;
    kj_buf_init(&before, 0);
    kj_buf_add(&before, editor->typed.data ? editor->typed.data : "", editor->typed.len);
    kj_buf_add(&before, info->buffer, (size_t)(info->cursor - info->buffer));
    kj_repl_complete(editor->repl, (KjText){before.data ? before.data : "", (uint32_t)before.len},
                     arena, &found);
    common = kj_completion_common(&found);
    if (common > found.prefix.len) {
        el_insertstr(el, kj_arena_strndup(arena, found.words[0] + found.prefix.len,
                                          common - found.prefix.len));
        if (found.count == 1 && is_whole(found.words[0]))
            el_insertstr(el, " ");
    } else if (found.count > 1) {
        list_words(el, &found);
        outcome = CC_REDISPLAY;
    } else {
        outcome = CC_REFRESH_BEEP;
    }
    kj_completion_clear(&found);
    kj_buf_clear(&before);
    kj_arena_free(arena);
    return outcome;
}

/* ---- setting up ---- */

static void set_encoding(void)
{
    if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

static void enter_history(Editor *editor, const char *line)
{
    HistEvent event;

    history(editor->history, &event, H_ENTER, line);
}

static void begin_history(Editor *editor)
{
    KjStrings lines = {0};
    HistEvent event;

    editor->history = history_init();
    history(editor->history, &event, H_SETSIZE, KJ_HISTORY_LINES);
    history(editor->history, &event, H_SETUNIQUE, 1);
    if (!editor->repl->app->options.no_history)
        kj_history_read(editor->repl->app, &editor->kept, &lines);
    for (size_t i = 0; i < lines.count; i++)
        enter_history(editor, lines.items[i]);
    if (lines.count)
        editor->last = strdup(lines.items[lines.count - 1]);
    kj_free(lines.items);
    el_set(editor->el, EL_HIST, history, editor->history);
}

static bool begin(Editor *editor)
{
    set_encoding();
    kj_buf_init(&editor->typed, MOST_LINE);
    kj_buf_init(&editor->prompt, 0);
    editor->el = el_init("kijun", stdin, stdout, stderr);
    if (!editor->el)
        return false;
    el_set(editor->el, EL_CLIENTDATA, editor);
    el_set(editor->el, EL_PROMPT, prompt);
    el_set(editor->el, EL_EDITOR, "emacs");
    el_set(editor->el, EL_SIGNAL, 0);
    el_set(editor->el, EL_SETTY, "-d", "-isig", NULL);
    el_set(editor->el, EL_ADDFN, "kijun-complete", "what can follow", complete);
    el_set(editor->el, EL_ADDFN, "kijun-cancel", "take the line back", cancel);
    el_set(editor->el, EL_BIND, "^I", "kijun-complete", NULL);
    el_set(editor->el, EL_BIND, "^C", "kijun-cancel", NULL);
    el_set(editor->el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    begin_history(editor);
    return true;
}

static void end(Editor *editor)
{
    if (editor->history)
        history_end(editor->history);
    if (editor->el)
        el_end(editor->el);
    kj_buf_clear(&editor->typed);
    kj_buf_clear(&editor->prompt);
    free(editor->last);
}

/* ---- lines ---- */

static void set_prompt(Editor *editor)
{
    const char *org = editor->repl->org;

    editor->prompt.len = 0;
    if (editor->typed.len)
        kj_buf_puts(&editor->prompt, "   ...> ");
    else
        kj_buf_printf(&editor->prompt, "kijun%s%s%s> ", org ? "(" : "", org ? org : "",
                      org ? ")" : "");
}

typedef enum { TYPED, TAKEN_BACK, LEFT } Ending;

/* One statement, of one line or several, into editor->typed. */
static Ending read_lines(Editor *editor)
{
    editor->typed.len = 0;
    for (;;) {
        int count = 0;
        const char *line;

        editor->cancelled = false;
        set_prompt(editor);
        el_resize(editor->el); /* the window may have another size than before */
        line = el_gets(editor->el, &count);
        if (!line && !editor->cancelled) /* it is NULL for an empty line that was taken back, too */
            return LEFT;
        if (line && count > 0)
            kj_buf_add(&editor->typed, line, (size_t)count - (line[count - 1] == '\n'));
        if (editor->cancelled)
            return TAKEN_BACK;
        if (editor->typed.failed || count <= 1 || /* an empty line ends it */
            !kj_repl_goes_on((KjText){editor->typed.data, (uint32_t)editor->typed.len}))
            return TYPED;
        kj_buf_putc(&editor->typed, '\n');
    }
}

/* Line breaks, and the backslashes before them, become blanks. */
static void join(char *line)
{
    for (char *at = line; *at; at++)
        if (*at == '\n' || (*at == '\\' && at[1] == '\n'))
            *at = ' ';
}

/* What was typed, on one line, also what was wrong or taken back. */
static void remember(Editor *editor)
{
    KjText text = kj_repl_trim(
        (KjText){editor->typed.data ? editor->typed.data : "", (uint32_t)editor->typed.len});
    char *line = text.len ? strndup(text.data, text.len) : NULL;

    if (!line)
        return;
    join(line);
    if (editor->last && strcmp(editor->last, line) == 0) {
        free(line);
        return;
    }
    enter_history(editor, line);
    if (editor->kept && !kj_history_add(editor->kept, line)) {
        kj_tell_unwritable(editor->repl->app, editor->kept, errno);
        editor->kept = NULL;
    }
    free(editor->last);
    editor->last = line;
}

static void run_typed(Editor *editor)
{
    KjReplLine line = {.number = 1};

    if (editor->typed.failed) {
        kj_tell_error(in(editor, "長すぎます（64 KiB まで）", "this is too long (at most 64 KiB)"));
        kj_buf_clear(&editor->typed);
        kj_buf_init(&editor->typed, MOST_LINE);
        return;
    }
    kj_interrupt_forget();
    remember(editor);
    kj_buf_putc(&editor->typed, '\0');
    line.text = (KjText){editor->typed.data, (uint32_t)editor->typed.len - 1};
    kj_repl_run(editor->repl, line);
}

static void take_back(Editor *editor)
{
    puts("^C");
    fflush(stdout);
    remember(editor);
}

static void greet(const Editor *editor)
{
    puts(in(editor, "help で使い方、Tab で補完、Ctrl-D で終わります",
            "help shows what can be typed, Tab completes, Ctrl-D leaves"));
    fflush(stdout);
}

KjExit kj_repl_dialogue(KjRepl *repl)
{
    Editor editor = {.repl = repl};
    KjError error;
    Ending ending = LEFT;

    if (!kj_inquiry_extend(repl->session.view.registry, &error)) {
        kj_tell_error(error.message);
        return error.exit;
    }
    kj_interrupt_take();
    if (!begin(&editor)) {
        end(&editor);
        return kj_repl_source(repl, "-");
    }
    greet(&editor);
    while (!repl->quit && (ending = read_lines(&editor)) != LEFT) {
        if (ending == TYPED)
            run_typed(&editor);
        else
            take_back(&editor);
    }
    if (ending == LEFT)
        putchar('\n');
    fflush(stdout);
    end(&editor);
    return KJ_EXIT_OK;
}
