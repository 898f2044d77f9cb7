/* Places in text files and in tables. */
#include "engine/base/place.h"

#include <stdio.h>
#include <string.h>

void kj_column_name(uint32_t column, char name[KJ_CELL_NAME_BYTES])
{
    char reversed[KJ_CELL_NAME_BYTES];
    size_t len = 0;

    for (; column > 0; column = (column - 1) / 26)
        reversed[len++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < len; i++)
        name[i] = reversed[len - 1 - i];
    name[len] = '\0';
}

KjPlaceParts kj_place_parts(KjPlace place)
{
    const char *mark = strchr(place.file, KJ_SHEET_MARK);
    KjPlaceParts parts = {.file = kj_text(place.file), .table = mark != NULL};
    size_t len;

    if (!mark)
        return parts;
    parts.file.len = (uint32_t)(mark - place.file);
    parts.sheet = kj_text(mark + 1);
    kj_column_name(place.column, parts.cell);
    len = strlen(parts.cell);
    if (place.line)
        snprintf(parts.cell + len, sizeof parts.cell - len, "%u", (unsigned)place.line);
    return parts;
}

static void write_cell(KjBuf *out, const KjPlaceParts *parts)
{
    if (parts->sheet.len || parts->cell[0])
        kj_buf_putc(out, ':');
    kj_buf_add(out, parts->sheet.data, parts->sheet.len);
    if (parts->sheet.len && parts->cell[0])
        kj_buf_putc(out, '!');
    kj_buf_puts(out, parts->cell);
}

void kj_place_write(KjBuf *out, KjPlace place, bool with_column)
{
    KjPlaceParts parts = kj_place_parts(place);

    kj_buf_add(out, parts.file.data, parts.file.len);
    if (parts.table) {
        write_cell(out, &parts);
        return;
    }
    if (place.line)
        kj_buf_printf(out, ":%u", (unsigned)place.line);
    if (place.line && with_column && place.column)
        kj_buf_printf(out, ":%u", (unsigned)place.column);
}

const char *kj_place_sheet(KjArena *arena, const char *path, KjText sheet)
{
    return kj_arena_printf(arena, "%s%c%.*s", path, KJ_SHEET_MARK, (int)sheet.len, sheet.data);
}
