#include "engine/cli/progress.h"

#include "engine/output/page.h"
#include "engine/output/sink.h"

#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PAUSE 0.2    /* seconds between two drawings */
#define LEARNING 1.0 /* seconds until a rate is told */
#define BAR 20       /* columns */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t columns(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* What cannot be written is no loss. */
static void write_out(const KjBuf *line)
{
    KjSink sink;

    kj_sink_init(&sink, STDERR_FILENO);
    kj_buf_add(&sink.buf, line->data, line->len);
    kj_sink_close(&sink);
}

/* ---- the line ---- */

/* A rough time: two units at most. */
static void put_time(KjBuf *out, double seconds, KjLang lang)
{
    static const char *const forms[2][3] = {[KJ_JA] = {"%d秒", "%d分%02d秒", "%d時間%02d分"},
                                            [KJ_EN] = {"%ds", "%dm%02ds", "%dh%02dm"}};
    int whole = seconds < 3.6e6 ? (int)(seconds + 0.5) : 3600000;

    if (whole < 60)
        kj_buf_printf(out, forms[lang][0], whole);
    else if (whole < 3600)
        kj_buf_printf(out, forms[lang][1], whole / 60, whole % 60);
    else
        kj_buf_printf(out, forms[lang][2], whole / 3600, whole / 60 % 60);
}

static void put_bar(KjBuf *out, const KjProgress *progress)
{
    size_t full = progress->total ? progress->done * BAR / progress->total : BAR;

    kj_buf_putc(out, '[');
    for (size_t i = 0; i < BAR; i++)
        kj_buf_putc(out, i < full ? '#' : '-');
    kj_buf_puts(out, "]  ");
}

static void put_figures(KjBuf *out, const KjProgress *progress, double seconds)
{
    bool ja = progress->lang == KJ_JA;
    double rate = seconds >= LEARNING ? (double)progress->done / seconds : 0;

    kj_buf_printf(out, ja ? "%zu / %zu 組織" : "%zu of %zu organizations", progress->done,
                  progress->total);
    if (rate <= 0)
        return;
    kj_buf_printf(out, ja ? "   毎秒 %.*f" : "   %.*f a second", rate < 10 ? 1 : 0, rate);
    kj_buf_puts(out, ja ? "   残り " : "   ");
    put_time(out, (double)(progress->total - progress->done) / rate, progress->lang);
    kj_buf_puts(out, ja ? "" : " left");
}

void kj_progress_line(KjBuf *out, const KjProgress *progress, double at, size_t width)
{
    KjBuf figures;

    kj_buf_init(&figures, 0);
    put_figures(&figures, progress, at - progress->begun);
    size_t own = kj_page_width_of((KjText){figures.data, (uint32_t)figures.len});
    if (own + BAR + 4 < width)
        put_bar(out, progress);
    if (own < width)
        kj_buf_add(out, figures.data, figures.len);
    kj_buf_clear(&figures);
}

/* ---- on the terminal ---- */

void kj_progress_begin(KjProgress *progress, const KjApp *app, size_t total)
{
    *progress = (KjProgress){.wanted = !app->options.quiet && isatty(STDERR_FILENO),
                             .lang = app->lang,
                             .total = total,
                             .begun = now()};
    progress->drawn_at = progress->begun; /* what is done at once needs no line */
}

static void draw(KjProgress *progress, double at)
{
    KjBuf line;

    kj_buf_init(&line, 0);
    kj_buf_puts(&line, "\r\033[K");
    kj_progress_line(&line, progress, at, columns());
    write_out(&line);
    kj_buf_clear(&line);
    progress->drawn = true;
    progress->drawn_at = at;
}

void kj_progress_add(KjProgress *progress, size_t done)
{
    double at;

    progress->done += done;
    if (!progress->wanted)
        return;
    at = now();
    if (at - progress->drawn_at >= PAUSE)
        draw(progress, at);
}

void kj_progress_hide(KjProgress *progress)
{
    KjBuf line;

    if (!progress->drawn)
        return;
    kj_buf_init(&line, 0);
    kj_buf_puts(&line, "\r\033[K");
    write_out(&line);
    kj_buf_clear(&line);
    progress->drawn = false;
}
