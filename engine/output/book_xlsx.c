/* A book as xlsx, with libxlsxwriter. The library writes to files only: to a temporary one, which is
 * read back and gone whatever happens. Its creation date is fixed, so that the
 * same book gives the same bytes. */
#include "engine/output/book_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NARROWEST 8
#define WIDEST 60
#define HEADER_WIDEST 24      /* longer ones are broken */
#define FILTER_BUTTON 3       /* characters it covers */
#define CREATED 946684800     /* 2000-01-01T00:00Z */
#define COMMENT_WIDTH 300     /* pixels */
#define COMMENT_CHARACTERS 44 /* that fit into a line of it */
#define COMMENT_LINE 17       /* pixels */
#define LINE 15               /* points: the height of a row of one line */
#define MOST_LINES 20         /* of a row; the rest is there, but not seen at once */
#define PAGE 180              /* characters that can be read on a page across */

typedef struct Writer {
    const KjBookOut *book;
    lxw_workbook *workbook;
    lxw_worksheet **pages; /* of the book's sheets */
    KjLooks *looks;
    KjArena *arena, *scratch;
    lxw_error error; /* the first one */
} Writer;

static void note_error(Writer *writer, lxw_error error)
{
    if (!writer->error)
        writer->error = error;
}

/* ---- sheets ---- */

static double width_of(const KjBookSheet *sheet, size_t column)
{
    const KjBookColumn *of = &sheet->columns[column];
    KjPut header = kj_put_text(of->header);
    size_t width = 0;

    if (of->width > 0)
        return of->width;
    if (!sheet->headless) {
        width = kj_xlsx_cell_width(&header);
        width =
            (width > HEADER_WIDEST ? HEADER_WIDEST : width) + (sheet->filters ? FILTER_BUTTON : 0);
    }
    for (size_t row = 0; row < sheet->row_count; row++) {
        size_t cell = kj_xlsx_cell_width(&sheet->cells[row * sheet->column_count + column]);

        width = cell > width ? cell : width;
    }
    width += 2;
    return (double)(width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width);
}

static uint16_t lines_of(const char *text)
{
    uint16_t lines = 0;

    for (const char *end; *text && lines < 40; text = *end ? end + 1 : end) {
        KjText line = {text, 0};

        end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        line.len = (uint32_t)(end - text);
        lines += (uint16_t)(1 + kj_text_width(line, true) / COMMENT_CHARACTERS);
    }
    return lines;
}

/* The first header says what the sheet holds. */
static void write_note(Writer *writer, lxw_worksheet *page, const KjBookSheet *sheet, size_t column)
{
    KjText note = sheet->columns[column].note, title = column == 0 ? sheet->title : (KjText){"", 0};
    KjArenaMark mark = kj_arena_mark(writer->scratch);
    lxw_comment_options look = {.author = "kijun", .width = COMMENT_WIDTH};
    KjText text;

    if (note.len + title.len == 0)
        return;
    text = kj_text(kj_arena_printf(
        writer->scratch, "%.*s%s%.*s", (int)title.len, title.data ? title.data : "",
        title.len && note.len ? "\n\n" : "", (int)note.len, note.data ? note.data : ""));
    text = kj_text_printable(writer->scratch, text, true);
    look.height = (uint16_t)(COMMENT_LINE * (lines_of(text.data) + 1));
    note_error(writer, worksheet_write_comment_opt(page, 0, (lxw_col_t)column, text.data, &look));
    kj_arena_release(writer->scratch, mark);
}

static void write_header(Writer *writer, lxw_worksheet *page, const KjBookSheet *sheet)
{
    for (size_t i = 0; i < sheet->column_count; i++) {
        const KjBookColumn *column = &sheet->columns[i];

        note_error(writer, worksheet_write_string(page, 0, (lxw_col_t)i,
                                                  kj_xlsx_text(writer->scratch, column->header),
                                                  kj_look_header(writer->looks, column->required)));
        write_note(writer, page, sheet, i);
    }
    worksheet_freeze_panes(page, 1, 0);
    if (sheet->filters)
        note_error(writer, worksheet_autofilter(page, 0, 0, (lxw_row_t)sheet->row_count,
                                                (lxw_col_t)(sheet->column_count - 1)));
    note_error(writer, worksheet_repeat_rows(page, 0, 0));
}

/* Excel finds the height of rows by itself, other programs do not. */
static size_t write_row(Writer *writer, lxw_worksheet *page, lxw_row_t row, const KjPut *puts,
                        size_t count, const double *widths)
{
    size_t lines = 1;

    for (size_t column = 0; column < count; column++) {
        size_t own = kj_xlsx_cell_lines(&puts[column], widths[column]);

        lines = own > lines ? own : lines;
        note_error(writer, kj_xlsx_cell(page, writer->looks, writer->scratch, row,
                                        (lxw_col_t)column, &puts[column], widths[column]));
    }
    return lines < MOST_LINES ? lines : MOST_LINES;
}

static void write_cells(Writer *writer, lxw_worksheet *page, const KjBookSheet *sheet,
                        const double *widths)
{
    lxw_row_t above = sheet->headless ? 0 : 1;

    for (size_t i = 0; i < sheet->row_count; i++) {
        KjArenaMark mark = kj_arena_mark(writer->scratch);
        lxw_row_t row = (lxw_row_t)i + above;
        size_t lines = write_row(writer, page, row, sheet->cells + i * sheet->column_count,
                                 sheet->column_count, widths);

        if (lines > 1)
            note_error(writer, worksheet_set_row(page, row, (double)lines * LINE, NULL));
        kj_arena_release(writer->scratch, mark);
    }
}

/* On paper: A4 across, on as many pages beside each other as it takes to be read. */
static void set_paper(lxw_worksheet *page, const double *widths, size_t count)
{
    double width = 0;

    for (size_t i = 0; i < count; i++)
        width += widths[i];
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);
    worksheet_fit_to_pages(page, (uint16_t)(1 + width / PAGE), 0);
}

static void write_sheet(Writer *writer, lxw_worksheet *page, const KjBookSheet *sheet)
{
    double *widths = kj_alloc_array(sheet->column_count, sizeof *widths);

    for (size_t i = 0; i < sheet->column_count; i++) {
        widths[i] = width_of(sheet, i);
        note_error(writer,
                   worksheet_set_column(page, (lxw_col_t)i, (lxw_col_t)i, widths[i],
                                        kj_look_column(writer->looks, sheet->columns[i].cells)));
    }
    if (!sheet->headless)
        write_header(writer, page, sheet);
    write_cells(writer, page, sheet, widths);
    set_paper(page, widths, sheet->column_count);
    if (sheet->hidden)
        worksheet_hide(page);
    kj_free(widths);
}

/* ---- the workbook ---- */

static void add_pages(Writer *writer)
{
    const KjBookOut *book = writer->book;
    bool shown = false;

    writer->pages = kj_arena_array(writer->arena, book->count, sizeof *writer->pages);
    for (size_t i = 0; i < book->count && !writer->error; i++) {
        KjText name = book->sheets[i]->name;
        lxw_worksheet *page = workbook_add_worksheet(
            writer->workbook, kj_arena_strndup(writer->arena, name.data, name.len));

        writer->pages[i] = page;
        if (!page)
            note_error(writer, LXW_ERROR_MEMORY_MALLOC_FAILED);
        else if (!book->sheets[i]->hidden && !shown)
            worksheet_activate(page);
        shown = shown || !book->sheets[i]->hidden;
    }
}

static void write_book(Writer *writer)
{
    const KjBookOut *book = writer->book;
    lxw_doc_properties about = {.title = kj_arena_strndup(writer->arena,
                                                          book->title.data ? book->title.data : "",
                                                          book->title.len),
                                .author = "kijun",
                                .created = CREATED};

    note_error(writer, workbook_set_properties(writer->workbook, &about));
    add_pages(writer);
    for (size_t i = 0; i < book->count && !writer->error; i++)
        write_sheet(writer, writer->pages[i], book->sheets[i]);
    if (!writer->error)
        note_error(writer, kj_xlsx_lists(book, writer->workbook, writer->pages, writer->looks));
}

/* The library closes and frees its workbook in any case. */
static lxw_error write_file(const KjBookOut *book, const char *path, const char *folder)
{
    char *tmpdir = kj_strndup(folder, strlen(folder));
    lxw_workbook_options options = {.tmpdir = tmpdir};
    Writer writer = {.book = book, .arena = kj_arena_new(), .scratch = kj_arena_new()};

    writer.workbook = workbook_new_opt(path, &options);
    if (writer.workbook) {
        writer.looks = kj_looks_new(writer.workbook, writer.arena);
        write_book(&writer);
        note_error(&writer, workbook_close(writer.workbook));
    } else {
        writer.error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    kj_arena_free(writer.scratch);
    kj_arena_free(writer.arena);
    kj_free(tmpdir);
    return writer.error;
}

/* ---- the file ---- */

static bool read_back(int fd, KjBuf *out)
{
    static const size_t piece = (size_t)64 << 10;
    char *bytes = kj_alloc(piece);
    ssize_t got;

    do {
        got = read(fd, bytes, piece);
        if (got > 0 && !kj_buf_add(out, bytes, (size_t)got)) {
            errno = EFBIG;
            got = -1;
            break;
        }
    } while (got > 0 || (got < 0 && errno == EINTR));
    kj_free(bytes);
    return got == 0;
}

static bool fail(const KjBookOut *book, KjError *error, const char *path, const char *why)
{
    kj_error_set(error, KJ_EXIT_SYSTEM,
                 book->lang == KJ_JA ? "xlsx を作るための一時ファイル %s に書けません (%s)"
                                     : "cannot write %s, a temporary file for the workbook (%s)",
                 path, why);
    return false;
}

/* The name by which the library opens the file. Where the system lets an open file be opened again the
 * file loses its own name at once, so that not even a killed program leaves it behind. */
static const char *name_for_library(const KjBookOut *book, int fd, const char *path)
{
    const char *name = kj_arena_printf(book->arena, "/proc/self/fd/%d", fd);

    if (access(name, R_OK | W_OK) != 0)
        return path;
    unlink(path);
    return name;
}

bool kj_book_xlsx(const KjBookOut *book, KjBuf *out, KjError *error)
{
    const char *folder = getenv("TMPDIR"), *name;
    lxw_error wrong;
    char *path;
    bool read;
    int fd;

    if (!kj_book_fits(book, error))
        return false;
    folder = folder && *folder ? folder : "/tmp";
    path = kj_arena_printf(book->arena, "%s/kijun-XXXXXX", folder);
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return fail(book, error, path, strerror(errno));
    name = name_for_library(book, fd, path);
    wrong = write_file(book, name, folder);
    read = !wrong && read_back(fd, out);
    if (!read)
        fail(book, error, path, wrong ? lxw_strerror(wrong) : strerror(errno));
    close(fd);
    if (name == path)
        unlink(path);
    if (wrong == LXW_ERROR_MEMORY_MALLOC_FAILED)
        kj_mem_exhausted(0);
    return read;
}
