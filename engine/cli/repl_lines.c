/* Lines of scripts, of stdin and of -e. A line that is not finished takes the next one with it; an empty line
 * ends it all the same, so that a bracket that is never closed does not take in the rest of a script. */
#include "engine/cli/repl_parts.h"

#include "engine/cli/file.h"
#include "engine/cli/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SCRIPT ((size_t)16 << 20)
#define MOST_LINE ((size_t)64 << 10)
#define MOST_DEPTH 8

/* Whence lines come: one after the other, without their end. */
typedef struct Source {
    const char *name;
    FILE *stream; /* or NULL: */
    KjText text;
    size_t at;
    char *line; /* of the stream */
    size_t capacity;
    uint32_t number; /* of lines that were taken */
} Source;

static bool next_of_text(Source *source, KjText *line)
{
    const char *from = source->text.data + source->at, *end;

    if (source->at >= source->text.len)
        return false;
    end = memchr(from, '\n', source->text.len - source->at);
    *line = (KjText){from, (uint32_t)(end ? (size_t)(end - from) : source->text.len - source->at)};
    source->at += line->len + 1;
    return true;
}

static bool next_of_stream(Source *source, KjText *line)
{
    ssize_t len = getline(&source->line, &source->capacity, source->stream);

    if (len < 0)
        return false;
    if (len > 0 && source->line[len - 1] == '\n')
        len--;
    *line = (KjText){source->line, len > (ssize_t)UINT32_MAX ? UINT32_MAX : (uint32_t)len};
    return true;
}

static bool next(Source *source, KjText *line)
{
    bool there = source->stream ? next_of_stream(source, line) : next_of_text(source, line);

    source->number += there;
    if (there && line->len && line->data[line->len - 1] == '\r')
        line->len--;
    return there;
}

/* A line with all that belongs to it; false: there is no more. */
static bool gather(Source *source, KjBuf *joined, uint32_t *number)
{
    KjText line;
    bool there = next(source, &line);

    *number = source->number;
    joined->len = 0;
    while (there) {
        kj_buf_add(joined, line.data, line.len);
        if (joined->failed || !kj_repl_goes_on((KjText){joined->data, (uint32_t)joined->len}))
            break;
        if (!next(source, &line) || !kj_repl_trim(line).len)
            break;
        kj_buf_putc(joined, '\n');
    }
    kj_buf_putc(joined, '\0');
    return there;
}

static KjExit run_one(KjRepl *repl, const char *name, uint32_t number, KjBuf *joined)
{
    KjReplLine line = {name, number, {joined->data, 0}};
    size_t bad;

    if (joined->failed) {
        line.text = KJ_TEXT("");
        repl->line = line;
        return kj_repl_wrong(repl, 0, "この行は長すぎます（64 KiB まで）",
                             "this line is too long (at most 64 KiB)");
    }
    line.text.len = (uint32_t)joined->len - 1;
    repl->line = line;
    if (!kj_utf8_valid(line.text.data, line.text.len, &bad))
        return kj_repl_wrong(repl, bad, "UTF-8 として正しくない文字があります",
                             "there is a byte here that is not valid UTF-8");
    if (memchr(line.text.data, '\0', line.text.len))
        return kj_repl_wrong(repl, strlen(line.text.data), "文字 NUL は使えません",
                             "the character NUL cannot be used");
    return kj_repl_run(repl, line);
}

static KjExit run_all(KjRepl *repl, Source *source)
{
    KjReplLine outer = repl->line;
    KjExit worst = KJ_EXIT_OK;
    uint32_t number;
    KjBuf joined;

    kj_buf_init(&joined, MOST_LINE);
    while (!repl->quit && (worst == KJ_EXIT_OK || repl->app->options.keep_going) &&
           gather(source, &joined, &number)) {
        KjExit exit = run_one(repl, source->name, number, &joined);

        worst = exit == KJ_EXIT_USAGE && worst == KJ_EXIT_OK ? exit : kj_exit_worse(worst, exit);
        if (joined.failed) {
            kj_buf_clear(&joined);
            kj_buf_init(&joined, MOST_LINE);
        }
    }
    kj_buf_clear(&joined);
    repl->line = outer;
    return worst;
}

KjExit kj_repl_source(KjRepl *repl, const char *path)
{
    Source source = {.name = path};
    KjDiags diags;
    KjExit exit = KJ_EXIT_OK;

    if (repl->depth >= MOST_DEPTH)
        return kj_repl_wrong(repl, SIZE_MAX, "source の入れ子が深すぎます",
                             "scripts call each other too deeply");
    if (strcmp(path, "-") == 0) {
        source.name = "stdin";
        source.stream = stdin;
    }
    kj_diags_init(&diags, repl->app->lang);
    if (!source.stream &&
        !kj_file_read(path, path, MOST_SCRIPT, repl->app->arena, &diags, &source.text))
        exit = KJ_EXIT_INPUT;
    kj_tell_diags(repl->app, &diags);
    kj_diags_clear(&diags);
    repl->depth++;
    if (exit == KJ_EXIT_OK)
        exit = run_all(repl, &source);
    repl->depth--;
    free(source.line);
    return exit;
}

KjExit kj_repl_execute(KjRepl *repl, const char *text)
{
    Source source = {.name = "-e", .text = kj_text(text)};

    return run_all(repl, &source);
}
