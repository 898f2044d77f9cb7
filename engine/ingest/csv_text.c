/* The encoding of a CSV file: UTF-8 or CP932 (Shift_JIS as Windows writes it), one for the file.
 *
 * What is valid UTF-8 is UTF-8. Else it is CP932 if it is valid as that, and if no cell of it is
 * Japanese in UTF-8: files put together from both would turn to rubbish unnoticed. */
#include "engine/ingest/csv_text.h"

#include "engine/ingest/csv_scan.h"
#include "engine/ingest/ingest.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Source {
    const char *place, *data;
    size_t len;
    KjDiags *diags;
} Source;

static KjPlace place_of(const Source *source, size_t at)
{
    KjCsvCell cell;
    kj_csv_cell_of(source->data, source->len, at, &cell);
    return (KjPlace){source->place, (uint32_t)cell.row, (uint32_t)cell.column};
}

static bool begins(const Source *source, const char *mark, size_t len)
{
    return source->len >= len && memcmp(source->data, mark, len) == 0;
}

/* ---- what is no text ---- */

static bool is_text(const Source *source)
{
    if (begins(source, "\xFF\xFE", 2) || begins(source, "\xFE\xFF", 2)) {
        kj_diag(source->diags, KJ_ERROR, (KjPlace){source->place, 0, 0}, NULL,
                "UTF-16のファイルです。「CSV UTF-8（コンマ区切り）」で保存し直してください",
                "the file is in UTF-16; save it as 'CSV UTF-8 (comma delimited)'");
        return false;
    }
    const char *nul = memchr(source->data, 0, source->len);
    if (!nul)
        return true;
    kj_diag(source->diags, KJ_ERROR, place_of(source, (size_t)(nul - source->data)), NULL,
            "NUL文字があります。テキストではないか、壊れたファイルです。"
            "「CSV UTF-8（コンマ区切り）」で保存し直してください",
            "NUL character: the file is no text, or damaged; save it as 'CSV UTF-8 (comma "
            "delimited)'");
    return false;
}

/* ---- CP932 ---- */

/* No byte becomes more than three: a kana of half width. */
static size_t room_for(const Source *source)
{
    size_t high = 0;
    for (size_t i = 0; i < source->len; i++)
        high += (unsigned char)source->data[i] >= 0x80;
    return source->len + 2 * high;
}

/* Converts; *bad_at is where it stopped, source->len if nowhere. */
static char *from_cp932(KjArena *arena, iconv_t converter, const Source *source, size_t *text_len,
                        size_t *bad_at)
{
    size_t room = room_for(source), left = source->len, free_room = room;
    char *text = kj_arena_scratch(arena, room + 1);
    char *in = (char *)source->data, *out = text; /* iconv only reads it */
    iconv(converter, &in, &left, &out, &free_room);
    *bad_at = source->len - left;
    *text_len = room - free_room;
    text[*text_len] = '\0';
    return text;
}

/* Two characters of U+3000 to U+FFFF and nothing that is not UTF-8: hardly ever CP932. */
static bool is_japanese_utf8(const char *bytes, size_t len)
{
    size_t characters = 0;
    for (size_t i = 0; i < len; i++)
        characters += (unsigned char)bytes[i] >= 0xE3;
    return characters >= 2 && kj_utf8_valid(bytes, len, NULL);
}

/* The first cell that is Japanese in UTF-8; source->len if none is. */
static size_t find_utf8(const Source *source)
{
    KjCsvScan scan = kj_csv_scan(source->data, source->len);
    KjCsvCell cell;
    while (kj_csv_next(&scan, &cell))
        if (is_japanese_utf8(source->data + cell.start, cell.end - cell.start))
            return cell.start;
    return source->len;
}

static void tell_bad(const Source *source, size_t at)
{
    kj_diag(source->diags, KJ_ERROR, place_of(source, at), NULL,
            "UTF-8としてもCP932（シフトJIS）としても正しくない文字があります（%zuバイト目、"
            "値0x%02X）。「CSV UTF-8（コンマ区切り）」で保存し直してください",
            "neither valid UTF-8 nor valid CP932 (Shift_JIS) at byte %zu (0x%02X); save the file "
            "as 'CSV UTF-8 (comma delimited)'",
            at + 1, (unsigned)(unsigned char)source->data[at]);
}

static void tell_mixed(const Source *source, size_t at)
{
    kj_diag(source->diags, KJ_ERROR, place_of(source, at), NULL,
            "UTF-8の文字と、UTF-8でない文字（CP932（シフトJIS）など）が混ざっています"
            "（%zuバイト目）。文字コードをそろえて「CSV UTF-8（コンマ区切り）」で保存し直して"
            "ください",
            "the file mixes UTF-8 with something else, such as CP932 (Shift_JIS), from byte %zu "
            "on; save all of it as 'CSV UTF-8 (comma delimited)'",
            at + 1);
}

/* bad_utf8 is the first byte that cannot be UTF-8. The encoding that goes further is the likelier
 * one, and where it ends is what is wrong. */
static char *read_cp932(KjArena *arena, iconv_t converter, const Source *source, size_t bad_utf8,
                        size_t *text_len)
{
    size_t bad_at;
    char *text = from_cp932(arena, converter, source, text_len, &bad_at);
    size_t mixed_at = find_utf8(source);
    if (bad_at == source->len && mixed_at == source->len)
        return text;
    if (mixed_at < source->len)
        tell_mixed(source, mixed_at > bad_utf8 ? mixed_at : bad_utf8);
    else
        tell_bad(source, bad_at > bad_utf8 ? bad_at : bad_utf8);
    return NULL;
}

static char *open_cp932(KjArena *arena, const Source *source, size_t bad_utf8, size_t *text_len)
{
    iconv_t converter = iconv_open("UTF-8", "CP932");
    if (converter == (iconv_t)-1) {
        if (errno == ENOMEM)
            kj_mem_exhausted(0);
        kj_diag(source->diags, KJ_ERROR, (KjPlace){source->place, 0, 0}, NULL,
                "この環境ではCP932（シフトJIS）を変換できません（iconvにCP932がありません）。"
                "「CSV UTF-8（コンマ区切り）」で保存し直してください",
                "this system cannot convert CP932 (Shift_JIS): its iconv does not know CP932; "
                "save the file as 'CSV UTF-8 (comma delimited)'");
        return NULL;
    }
    char *text = read_cp932(arena, converter, source, bad_utf8, text_len);
    iconv_close(converter);
    return text;
}

/* While one converter is open, the C library has all that others need. Times of a zip archive have no zone,
 * and libzip would look for that of the machine. */
void *kj_ingest_tables(void)
{
    setenv("TZ", "UTC0", 1);
    tzset();
    iconv_t converter = iconv_open("UTF-8", "CP932");
    return converter == (iconv_t)-1 ? NULL : converter;
}

/* ---- the file ---- */

char *kj_csv_text(KjArena *arena, const char *place, const char *data, size_t len, size_t *text_len,
                  KjDiags *diags)
{
    Source source = {place, data, len, diags};
    size_t bad_at = 0;
    if (!is_text(&source))
        return NULL;
    bool marked = begins(&source, "\xEF\xBB\xBF", 3);
    if (kj_utf8_valid(data, len, &bad_at)) {
        *text_len = len - (marked ? 3 : 0);
        return kj_arena_strndup(arena, data + (marked ? 3 : 0), *text_len);
    }
    if (!marked)
        return open_cp932(arena, &source, bad_at, text_len);
    kj_diag(diags, KJ_ERROR, place_of(&source, bad_at), NULL,
            "UTF-8のファイルですが、正しくない文字があります（%zuバイト目、値0x%02X）。"
            "「CSV UTF-8（コンマ区切り）」で保存し直してください",
            "the file is marked as UTF-8 but is not valid at byte %zu (0x%02X); save it as 'CSV "
            "UTF-8 (comma delimited)'",
            bad_at + 1, (unsigned)(unsigned char)data[bad_at]);
    return NULL;
}
