/* A label is used as a header only if it means one field: labels may be the same within a kind, or be
 * the name of another field, which readers prefer. They also take a name or a label for each part
 * of a dotted header, so all such ways are compared. */
#include "engine/output/sheet_names.h"

#include "engine/output/book.h"

#include <string.h>

/* As readers compare: NFKC, capitals of ASCII are small letters. */
static KjText fold(KjArena *arena, KjText text)
{
    KjText name = kj_text_nfkc(arena, text.data ? text : KJ_TEXT(""));
    char *folded = kj_arena_strndup(arena, name.data, name.len);

    for (uint32_t i = 0; i < name.len; i++)
        if (folded[i] >= 'A' && folded[i] <= 'Z')
            folded[i] = (char)(folded[i] - 'A' + 'a');
    return (KjText){folded, name.len};
}

static KjText label_of(KjLabel label, KjLang lang)
{
    KjText first = lang == KJ_JA ? label.ja : label.en;

    return first.len ? first : lang == KJ_JA ? label.en : label.ja;
}

/* ---- sheets ---- */

static size_t cut_at(KjText name, size_t characters)
{
    size_t bytes = 0;

    for (; bytes < name.len; bytes++)
        if (((unsigned char)name.data[bytes] & 0xC0) != 0x80 && characters-- == 0)
            break;
    return bytes;
}

static KjText full_name(const KjSheetNaming *naming, int32_t number)
{
    const KjKind *kind = &naming->schema->kinds[number];

    if (kind->parent < 0)
        return kind->singleton ? kind->name : kind->plural;
    return kj_text(
        kj_arena_printf(naming->arena, "%s.%s", full_name(naming, kind->parent).data,
                        naming->schema->kinds[kind->parent].fields[kind->parent_field].name.data));
}

KjText kj_sheet_name_of(const KjSheetNaming *naming, int32_t kind)
{
    KjText name = full_name(naming, kind);
    size_t len = naming->workbook ? cut_at(name, KJ_BOOK_NAME_CHARACTERS) : name.len;

    return len == name.len
               ? name
               : (KjText){kj_arena_strndup(naming->arena, name.data, len), (uint32_t)len};
}

/* ---- columns ---- */

static KjText last_part(const KjKind *kind, const KjField *field)
{
    uint32_t skip = field->group < 0 ? 0 : kind->fields[field->group].name.len + 1;

    return (KjText){field->name.data + skip, field->name.len - skip};
}

static bool ends_in(KjText text, KjText tail)
{
    return tail.len && tail.len <= text.len &&
           memcmp(text.data + text.len - tail.len, tail.data, tail.len) == 0;
}

/* Whether the folded text is a way to write the field, each part by its name or a label. */
static bool spells(KjArena *scratch, const KjKind *kind, const KjField *field, KjText text)
{
    const KjText ways[] = {last_part(kind, field), field->label.ja, field->label.en};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        KjText way = fold(scratch, ways[i]);
        KjText rest = {text.data, text.len - way.len};

        if (!ends_in(text, way))
            continue;
        if (field->group < 0 && rest.len == 0)
            return true;
        if (field->group >= 0 && rest.len > 1 && rest.data[rest.len - 1] == '.' &&
            spells(scratch, kind, &kind->fields[field->group], (KjText){rest.data, rest.len - 1}))
            return true;
    }
    return false;
}

/* A star at the end is cut by readers, and line breaks are not what they seem. */
static bool can_be_header(KjText label)
{
    return label.len && label.data[label.len - 1] != '*' && !memchr(label.data, '\n', label.len) &&
           !memchr(label.data, '\r', label.len);
}

static bool means_only(KjArena *scratch, const KjKind *kind, int32_t index, KjText label)
{
    KjText folded = fold(scratch, label);

    if (!can_be_header(folded) || kj_text_is(folded, "id") || kj_text_is(folded, "識別子"))
        return false;
    for (size_t f = 0; f < kind->field_count; f++)
        if (((int32_t)f == index) != spells(scratch, kind, &kind->fields[f], folded) &&
            !kind->fields[f].derived)
            return false;
    return true;
}

static KjText path_of_labels(const KjSheetNaming *naming, const KjKind *kind, const KjField *field)
{
    KjText own = label_of(field->label, naming->lang);

    own = own.len ? own : last_part(kind, field);
    if (field->group < 0)
        return own;
    return kj_text(kj_arena_printf(naming->arena, "%s.%.*s",
                                   path_of_labels(naming, kind, &kind->fields[field->group]).data,
                                   (int)own.len, own.data));
}

KjText kj_sheet_header_of(const KjSheetNaming *naming, int32_t number, int32_t index)
{
    const KjKind *kind = &naming->schema->kinds[number];
    const KjField *field = &kind->fields[index];
    KjArena *scratch;
    KjText label;
    bool good;

    if (!naming->labels)
        return field->name;
    scratch = kj_arena_new();
    label = path_of_labels(naming, kind, field);
    good = means_only(scratch, kind, index, label);
    kj_arena_free(scratch);
    return good ? label : field->name;
}

KjText kj_sheet_id_header_of(const KjSheetNaming *naming, int32_t number)
{
    const KjKind *kind = &naming->schema->kinds[number], *parent;
    KjText label;

    if (kind->parent < 0)
        return KJ_TEXT("id");
    parent = &naming->schema->kinds[kind->parent];
    label = label_of(parent->label, naming->lang);
    return naming->labels && can_be_header(label) ? label : parent->name;
}
