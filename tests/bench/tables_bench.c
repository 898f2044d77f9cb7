/* Speed of the readers of tables: the same records, half of the cells texts, half numbers, as CSV in
 * UTF-8 and in CP932 and as a workbook, each the best of several passes. Megabytes are those of the
 * file; of a workbook those it unpacks to, too. Everything is made here. */
#include "engine/ingest/table.h"
#include "tests/unit/xlsx_made.h"

#include <stdio.h>
#include <time.h>

#define ROWS 50000
#define COLUMNS 20
#define PASSES 5

typedef bool TableReader(KjBook *book, const char *path, const char *data, size_t len,
                         KjDiags *diags);

/* Of the processor, so that others at work on the machine count less. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void write_csv(KjBuf *out, const char *word)
{
    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            if (column % 2)
                kj_buf_printf(out, "%d.5", row + column);
            else
                kj_buf_printf(out, "%s%d", word, row % 1000);
            kj_buf_puts(out, column + 1 < COLUMNS ? "," : "\r\n");
        }
}

static void write_strings(KjBuf *out)
{
    kj_buf_puts(out, "<sst xmlns='" XLSX_MAIN "'>");
    for (int i = 0; i < 1000; i++)
        kj_buf_printf(out, "<si><t>電子メール%d</t></si>", i);
    kj_buf_puts(out, "</sst>");
}

static void write_sheet(KjBuf *out)
{
    kj_buf_puts(out, "<worksheet xmlns='" XLSX_MAIN "'><sheetData>");
    for (int row = 0; row < ROWS; row++) {
        kj_buf_printf(out, "<row r='%d'>", row + 1);
        for (int column = 0; column < COLUMNS; column++) {
            if (column % 2)
                kj_buf_printf(out, "<c r='%c%d'><v>%d.5</v></c>", 'A' + column, row + 1,
                              row + column);
            else
                kj_buf_printf(out, "<c r='%c%d' t='s'><v>%d</v></c>", 'A' + column, row + 1,
                              row % 1000);
        }
        kj_buf_puts(out, "</row>");
    }
    kj_buf_puts(out, "</sheetData></worksheet>");
}

/* The seconds of the fastest pass. */
static double fastest(TableReader *read, const char *data, size_t len)
{
    double best = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        KjDiags diags;
        KjBook book;
        kj_diags_init(&diags, KJ_EN);
        double start = now();
        bool good = read(&book, "bench", data, len, &diags);
        double taken = now() - start;
        if (!good || diags.errors || book.sheets[0].count != (size_t)ROWS * COLUMNS) {
            puts("the reader did not read all cells");
            exit(1);
        }
        best = taken < best ? taken : best;
        kj_book_clear(&book);
        kj_diags_clear(&diags);
    }
    return best;
}

static void tell(const char *name, size_t bytes, double seconds)
{
    printf("%-24s %8.1f MB/s  %6.2f million cells/s\n", name, (double)bytes / 1e6 / seconds,
           ROWS * COLUMNS / 1e6 / seconds);
}

static void measure_csv(const char *name, const char *word)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    write_csv(&text, word);
    tell(name, text.len, fastest(kj_csv_read, text.data, text.len));
    kj_buf_clear(&text);
}

static void measure_xlsx(void)
{
    KjBuf strings, sheet;
    size_t len;
    kj_buf_init(&strings, 0);
    kj_buf_init(&sheet, 0);
    write_strings(&strings);
    write_sheet(&sheet);
    const Part parts[] = {XLSX_PACKAGE,
                          XLSX_WORKBOOK("<sheet name='s' sheetId='1' r:id='s1'/>"),
                          XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")
                                         XLSX_LINK("t", "sharedStrings", "strings.xml")),
                          {"xl/strings.xml", strings.data, strings.len},
                          {"xl/s.xml", sheet.data, sheet.len}};
    char *bytes = make_xlsx(parts, sizeof parts / sizeof *parts, true, &len);
    double seconds = fastest(kj_xlsx_read, bytes, len);
    tell("xlsx, of the file", len, seconds);
    tell("xlsx, of its XML", sheet.len + strings.len, seconds);
    kj_free(bytes);
    kj_buf_clear(&strings);
    kj_buf_clear(&sheet);
}

int main(void)
{
    printf("tables: %d rows of %d columns\n", ROWS, COLUMNS);
    measure_csv("CSV, UTF-8", "電子メール");
    measure_csv("CSV, CP932", "\x93\x64\x8E\x71\x83\x81\x81\x5B\x83\x8B");
    measure_xlsx();
    return 0;
}
