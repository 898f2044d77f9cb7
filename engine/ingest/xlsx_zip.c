/* The archive of a workbook. Nothing in it is believed: entries are counted before libzip sees them,
 * what an entry says of its size only serves to refuse it early, and what comes out is counted as
 * it comes. */
#include "engine/ingest/tell.h"
#include "engine/ingest/xlsx.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MOST_ENTRIES 10000

static KjPlace whole_file(const KjXlsx *xlsx)
{
    return (KjPlace){xlsx->book->path, 0, 0};
}

/* ---- what the file is ---- */

static bool begins(const char *data, size_t len, const char *mark, size_t mark_len)
{
    return len >= mark_len && memcmp(data, mark, mark_len) == 0;
}

static bool is_archive(KjXlsx *xlsx, const char *data, size_t len)
{
    if (begins(data, len, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
                "パスワードで暗号化されたブックか、古い形式（.xls）のブックです。パスワードを外し、"
                "「Excelブック（.xlsx）」として保存し直してください",
                "the workbook is encrypted with a password, or of the old format (.xls); take the "
                "password away and save it as 'Excel Workbook (.xlsx)'");
        return false;
    }
    if (begins(data, len, "PK\3\4", 4))
        return true;
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "xlsxのファイルではありません。表計算ソフトで開き、「Excelブック（.xlsx）」として"
            "保存し直してください",
            "this is no xlsx file; open it in a spreadsheet program and save it as 'Excel "
            "Workbook (.xlsx)'");
    return false;
}

/* Every entry has this mark in the archive's directory. libzip takes memory for each one. */
static bool few_entries(KjXlsx *xlsx, const char *data, size_t len)
{
    const char *at = data, *end = data + len;
    size_t count = 0;
    while (count <= MOST_ENTRIES && (at = memmem(at, (size_t)(end - at), "PK\1\2", 4)) != NULL) {
        count++;
        at += 4;
    }
    if (count <= MOST_ENTRIES)
        return true;
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "ブックの中の部品が多すぎます（上限%d個）。図や余分なシートを除いて保存し直して"
            "ください",
            "the workbook has too many parts (at most %d); save it without pictures and sheets "
            "that are not needed",
            MOST_ENTRIES);
    return false;
}

static bool is_small(KjXlsx *xlsx, size_t len)
{
    if (len <= KJ_TABLE_MAX_BYTES)
        return true;
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "ファイルが大きすぎます（%zuバイト、上限%zuバイト）。複数のファイルに分けてください",
            "the file is too large (%zu bytes, at most %zu); split it into several", len,
            KJ_TABLE_MAX_BYTES);
    return false;
}

static void tell_part(KjXlsx *xlsx, const char *part, const char *ja, const char *en)
{
    KjText name = kj_text(part);
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "ブックの部品「%s」%s。表計算ソフトで開き、「Excelブック（.xlsx）」として保存し直して"
            "ください",
            "part '%s' of the workbook %s; open it in a spreadsheet program and save it as 'Excel "
            "Workbook (.xlsx)'",
            kj_tell_text(xlsx->diags->arena, name), kj_tell(xlsx->diags, ja, en));
}

/* ---- opening ---- */

static bool opened(KjXlsx *xlsx, zip_error_t *error)
{
    if (xlsx->zip)
        return true;
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        kj_mem_exhausted(0);
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "ファイルが壊れています（zipとして開けません: %s）。元のファイルを写し直すか、"
            "表計算ソフトで開いて保存し直してください",
            "the file is damaged (not a good zip archive: %s); copy it again from its origin, or "
            "open and save it in a spreadsheet program",
            zip_error_strerror(error));
    return false;
}

static int compare_names(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    int order = strcasecmp(x, y);
    return order ? order : strcmp(x, y);
}

/* Of two entries of one name libzip reads the first, other programs the last. */
static bool all_differ(KjXlsx *xlsx)
{
    size_t count = (size_t)zip_get_num_entries(xlsx->zip, 0), twice = 1;
    const char **names = kj_alloc_array(count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        const char *name = zip_get_name(xlsx->zip, i, 0);
        names[i] = name ? name : "";
    }
    if (count > 1)
        qsort(names, count, sizeof *names, compare_names);
    while (twice < count && strcasecmp(names[twice - 1], names[twice]) != 0)
        twice++;
    bool differ = twice >= count;
    if (!differ)
        tell_part(xlsx, names[twice], "が2つあり、どちらが正しいか分かりません",
                  "stands in it twice, and nobody can say which one counts");
    kj_free(names);
    return differ;
}

bool kj_xlsx_open(KjXlsx *xlsx, const char *data, size_t len)
{
    zip_error_t error;
    if (!is_small(xlsx, len) || !is_archive(xlsx, data, len) || !few_entries(xlsx, data, len))
        return false;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, len, 0, &error);
    if (source)
        xlsx->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source && !xlsx->zip)
        zip_source_free(source);
    bool good = opened(xlsx, &error) && all_differ(xlsx);
    zip_error_fini(&error);
    return good;
}

void kj_xlsx_close(KjXlsx *xlsx)
{
    if (xlsx->zip)
        zip_discard(xlsx->zip);
    xlsx->zip = NULL;
}

/* ---- parts ---- */

static zip_int64_t locate(KjXlsx *xlsx, const char *part)
{
    zip_int64_t index = zip_name_locate(xlsx->zip, part, 0);
    return index >= 0 ? index : zip_name_locate(xlsx->zip, part, ZIP_FL_NOCASE);
}

bool kj_xlsx_has(KjXlsx *xlsx, const char *part)
{
    return locate(xlsx, part) >= 0;
}

static void tell_too_much(KjXlsx *xlsx, const char *part)
{
    kj_diag(xlsx->diags, KJ_ERROR, whole_file(xlsx), NULL,
            "展開すると大きすぎます（部品「%s」まで、上限%zuバイト）。使っていないセルの書式や"
            "シートを削除するか、複数のファイルに分けてください",
            "the workbook unpacks to too much (at part '%s', at most %zu bytes); delete formats "
            "of unused cells and sheets that are not needed, or split it into several files",
            kj_tell_text(xlsx->diags->arena, kj_text(part)), (size_t)KJ_XLSX_MOST_BYTES);
}

static void tell_zip_error(KjXlsx *xlsx, const char *part, zip_error_t *error)
{
    int code = zip_error_code_zip(error);
    if (code == ZIP_ER_MEMORY)
        kj_mem_exhausted(0);
    if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP)
        tell_part(xlsx, part, "は暗号化されています。パスワードを外してください",
                  "is encrypted; take the password away");
    else if (code == ZIP_ER_COMPNOTSUPP)
        tell_part(xlsx, part, "の圧縮方式は読めません", "is compressed in a way that is not read");
    else
        tell_part(xlsx, part, "が壊れています", "is damaged");
}

zip_file_t *kj_xlsx_part_open(KjXlsx *xlsx, const char *part)
{
    zip_int64_t index = locate(xlsx, part);
    zip_stat_t about;
    if (index < 0 || zip_stat_index(xlsx->zip, (zip_uint64_t)index, 0, &about) != 0) {
        tell_part(xlsx, part, "がありません", "is missing");
        return NULL;
    }
    if ((about.valid & ZIP_STAT_SIZE) && about.size > KJ_XLSX_MOST_BYTES - xlsx->unpacked) {
        tell_too_much(xlsx, part);
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(xlsx->zip, (zip_uint64_t)index, 0);
    if (!file)
        tell_zip_error(xlsx, part, zip_get_error(xlsx->zip));
    return file;
}

int kj_xlsx_part_read(KjXlsx *xlsx, zip_file_t *file, const char *part, void *bytes, size_t room)
{
    zip_int64_t count = zip_fread(file, bytes, room);
    if (count < 0) {
        tell_zip_error(xlsx, part, zip_file_get_error(file));
        return -1;
    }
    if ((uint64_t)count > KJ_XLSX_MOST_BYTES - xlsx->unpacked) {
        tell_too_much(xlsx, part);
        return -1;
    }
    xlsx->unpacked += (uint64_t)count;
    return (int)count;
}
