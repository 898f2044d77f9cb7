/* YAML is not parsed to find out whether it starts an organisation: a file in block style says so with a
 * line that begins with the key. The scan may only say what parsing would say; where it cannot be sure
 * (lines that begin with something else than a plain key, quotes or brackets that may go on over lines,
 * line breaks of another kind) the file is parsed as a whole. So it is with the organisation's id, which
 * mostly stands below. */
#include "engine/ingest/units_yaml.h"

#include "engine/ingest/records.h"

#include <string.h>
#include <strings.h>

static const char key[] = "organization";

/* ---- YAML ---- */

typedef enum {
    NOTHING, /* blank, a comment, the start of the document, what belongs to a line above */
    OTHER,   /* another key */
    OURS,
    ODD /* something that may hide our key */
} Line;

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* A line that begins with a letter or a digit. Our key may be written with letters of full width. */
static Line key_line(const char *at, const char *end)
{
    size_t len = (size_t)(end - at), same = 0;
    while (same < sizeof key - 1 && same < len && at[same] == key[same])
        same++;
    at += same;
    while (same == sizeof key - 1 && at < end && (*at == ' ' || *at == '\t'))
        at++;
    if (at < end && !is_ascii(*at))
        return ODD;
    if (same < sizeof key - 1 || at == end || *at != ':')
        return OTHER;
    if (at + 1 == end || strchr(" \t\r", at[1]))
        return OURS;
    return is_ascii(at[1]) ? OTHER : ODD;
}

static size_t blanks(const char *at, size_t len)
{
    size_t count = 0;
    while (count < len && (at[count] == ' ' || at[count] == '\t' || at[count] == '\r'))
        count++;
    return count;
}

/* begun: a key in the first column stood above, so that indented lines belong to it. */
static Line line_of(const char *at, const char *end, bool begun)
{
    size_t len = (size_t)(end - at), blank = blanks(at, len);
    if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
        *at == '_')
        return key_line(at, end);
    if (blank > 0)
        return begun || blank == len || at[blank] == '#' ? NOTHING : ODD;
    if (len >= 3 && memcmp(at, "---", 3) == 0)
        return blanks(at + 3, len - 3) == len - 3 ? NOTHING : ODD;
    return strchr("#%.-]}", *at) ? NOTHING : ODD;
}

/* What begins with `first` and goes on so. memchr is a few times as fast as memmem, and all data is looked
 * through by every share. */
static bool has_bytes(const char *at, const char *end, uint8_t first, const char *rest)
{
    size_t len = strlen(rest);
    while ((at = memchr(at, first, (size_t)(end - at))))
        if ((size_t)(end - ++at) >= len && memcmp(at, rest, len) == 0)
            return true;
    return false;
}

/* A carriage return alone, or one of the line breaks that only Unicode knows. */
static bool has_other_breaks(const char *at, const char *end)
{
    if (has_bytes(at, end, 0xC2, "\x85") || has_bytes(at, end, 0xE2, "\x80\xA8") ||
        has_bytes(at, end, 0xE2, "\x80\xA9"))
        return true;
    while ((at = memchr(at, '\r', (size_t)(end - at))))
        if (++at == end || *at != '\n')
            return true;
    return false;
}

/* Whether a quoted text or a list in brackets may begin here and go on over lines. */
static bool may_go_on(const char *at, const char *end)
{
    while (at < end && !strchr("\"'[{", *at))
        at++;
    return at < end;
}

/* As reading will say. */
static KjFileSort parsed_sort(const KjFile *file, KjArena *arena, KjStarter *starter)
{
    KjYaml yaml;
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    KjIntake intake = {.yaml = &yaml, .diags = &diags, .arena = kj_arena_new()};
    KjFileSort sort = KJ_FILE_UNSURE;
    if (kj_yaml_read(&yaml, file->path, file->data, file->len, &diags) && kj_records_root(&intake))
        sort = kj_records_has_organization(&intake) ? KJ_FILE_STARTS : KJ_FILE_JOINS;
    if (sort == KJ_FILE_STARTS && starter &&
        kj_records_organization_id(&intake, &starter->id, &starter->place))
        starter->id.data = kj_arena_strndup(arena, starter->id.data, starter->id.len);
    kj_yaml_clear(&yaml);
    kj_arena_free(intake.arena);
    kj_diags_clear(&diags);
    return sort;
}

/* ---- the id, below "organization:" ---- */

typedef struct Scan { /* of the lines below the key */
    const char *at, *end;
    uint32_t line;
    size_t indent; /* of the fields; 0: no field yet */
} Scan;

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

/* Nothing but blanks and a comment. */
static bool is_bare(const char *at, const char *stop)
{
    size_t blank = blanks(at, (size_t)(stop - at));
    return at + blank == stop || (blank > 0 && at[blank] == '#');
}

/* "id: mail": the value, if it can mean nothing else; else empty. *stop: where it ends. */
static KjText plain_id(const char *at, const char *end, const char **stop)
{
    KjText id = KJ_TEXT("");
    if (end - at < 4 || memcmp(at, "id: ", 4) != 0)
        return id;
    for (at += 4; at < end && *at == ' ';)
        at++;
    const char *begin = at;
    while (at < end && is_plain(*at))
        at++;
    *stop = at;
    if (at > begin && *begin != '-' && *begin != '.' &&
        (at - begin != 4 || strncasecmp(begin, "null", 4) != 0))
        id = (KjText){begin, (uint32_t)(at - begin)};
    return id;
}

/* "{ id: mail, …": brace is where it begins, in the line of the key. */
static bool braced_id(const char *brace, const char *end, KjText *id)
{
    const char *at = brace + 1, *stop;
    at += blanks(at, (size_t)(end - at));
    *id = plain_id(at, end, &stop);
    if (!id->len)
        return false;
    while (stop < end && *stop == ' ')
        stop++;
    return stop < end && (*stop == ',' || *stop == '}');
}

/* The next line that says something; its indent, or SIZE_MAX behind the last one. */
static size_t next_line(Scan *scan, const char **begin, const char **stop)
{
    while (scan->at < scan->end) {
        const char *line = scan->at, *feed = memchr(line, '\n', (size_t)(scan->end - line));
        size_t indent = 0;
        *stop = feed ? feed : scan->end;
        scan->at = feed ? feed + 1 : scan->end;
        scan->line++;
        while (line + indent < *stop && line[indent] == ' ')
            indent++;
        *begin = line + indent;
        if (*begin < *stop && **begin != '#' && blanks(*begin, (size_t)(*stop - *begin)) == 0)
            return indent;
    }
    return SIZE_MAX;
}

/* Below the line of the key. */
static bool lined_id(Scan *scan, const char *below, KjText *id, KjPlace *place)
{
    const char *begin, *stop, *after;
    size_t indent;
    while ((indent = next_line(scan, &begin, &stop)) != SIZE_MAX && indent > 0) {
        if (!scan->indent)
            *place = (KjPlace){place->file, scan->line, (uint32_t)indent + 1};
        scan->indent = scan->indent ? scan->indent : indent;
        if (may_go_on(below, begin) || indent < scan->indent || *begin == '\t')
            return false;
        *id = indent == scan->indent ? plain_id(begin, stop, &after) : KJ_TEXT("");
        if (!id->len)
            continue;
        /* a value may go on in the next line, if that lies deeper */
        return is_bare(after, stop) &&
               ((indent = next_line(scan, &begin, &stop)) == SIZE_MAX || indent <= scan->indent);
    }
    return false;
}

/* at: the line of the key. False: the file is to be parsed. */
static bool scan_id(const char *file, const char *at, const char *end, KjText *id, KjPlace *place)
{
    const char *below = memchr(at, '\n', (size_t)(end - at)), *stop = below ? below : end;
    const char *value = (const char *)memchr(at, ':', (size_t)(end - at)) + 1;
    Scan scan = {.at = below ? below + 1 : end, .end = end, .line = 1};
    for (const char *c = file; c < at; c++)
        scan.line += *c == '\n';
    const char *brace = value + blanks(value, (size_t)(stop - value));
    bool known;
    if (brace < stop && *brace == '{') {
        *place = (KjPlace){place->file, scan.line, (uint32_t)(brace - at) + 1};
        known = braced_id(brace, stop, id);
    } else {
        known = below && is_bare(value, below) && lined_id(&scan, below, id, place);
    }
    return known && !has_other_breaks(file, id->data + id->len);
}

/* ---- the file ---- */

static KjFileSort started(const KjFile *file, const char *begin, const char *at, KjArena *arena,
                          KjStarter *starter)
{
    KjText id = KJ_TEXT("");
    KjPlace place = {.file = file->path};
    if (!starter)
        return KJ_FILE_STARTS;
    if (!scan_id(begin, at, file->data + file->len, &id, &place)) {
        parsed_sort(file, arena, starter);
        return KJ_FILE_STARTS;
    }
    *starter = (KjStarter){{kj_arena_strndup(arena, id.data, id.len), id.len}, place};
    return KJ_FILE_STARTS;
}

KjFileSort kj_yaml_sort(const KjFile *file, KjArena *arena, KjStarter *starter)
{
    const char *begin = file->data, *end = begin + file->len, *at;
    bool begun = false;
    if (file->len >= 3 && memcmp(begin, "\xEF\xBB\xBF", 3) == 0)
        begin += 3;
    for (at = begin; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        Line line = stop == at ? NOTHING : line_of(at, stop ? stop : end, begun);
        if (line == OURS && !may_go_on(begin, at))
            return started(file, begin, at, arena, starter);
        if (line == OURS || line == ODD)
            return parsed_sort(file, arena, starter);
        begun |= line == OTHER;
        at = stop ? stop + 1 : end;
    }
    return begun && !has_other_breaks(begin, end) ? KJ_FILE_JOINS
                                                  : parsed_sort(file, arena, starter);
}
