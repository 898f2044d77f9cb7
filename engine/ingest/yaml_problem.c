/* What can be wrong with a file before it means anything.
 *
 * The bytes are looked at before libyaml sees them, because then the message can say what to do
 * ("save as UTF-8"). libyaml's own complaints are translated by a table; a complaint that is not in
 * it is passed on as libyaml words it. */
#include "engine/ingest/yaml_problem.h"

#include "engine/ingest/yaml_nodes.h"

#include <string.h>

/* ---- bytes ---- */

size_t kj_yaml_mark_length(const char *data, size_t len)
{
    return len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* The place of a byte; bytes that continue a character do not count as columns. */
static KjPlace place_of_byte(const char *path, const char *data, size_t len, size_t at)
{
    KjPlace place = {path, 1, 1};
    for (size_t i = kj_yaml_mark_length(data, len); i < at && i < len; i++) {
        bool ends_line =
            data[i] == '\n' || (data[i] == '\r' && (i + 1 >= len || data[i + 1] != '\n'));
        if (ends_line) {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)data[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static bool is_utf16(const char *data, size_t len)
{
    return len >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0);
}

/* Directives before the document: none is of use here, and libyaml takes quadratic time over many.
 * %YAML alone is harmless. Returns the offset of a line that must not be there, or len. */
static size_t find_directive(const char *data, size_t len)
{
    size_t at = kj_yaml_mark_length(data, len);
    bool version_seen = false;
    while (at < len) {
        const char *end = memchr(data + at, '\n', len - at);
        size_t next = end ? (size_t)(end - data) + 1 : len;
        size_t first = at;
        while (first < next && (data[first] == ' ' || data[first] == '\t' || data[first] == '\r'))
            first++;
        if (data[at] == '%') {
            bool version = len - at >= 6 && memcmp(data + at, "%YAML ", 6) == 0;
            if (!version || version_seen)
                return at;
            version_seen = true;
        } else if (first < next && data[first] != '\n' && data[first] != '#') {
            return len;
        }
        at = next;
    }
    return len;
}

static bool check_encoding(const char *path, const char *data, size_t len, KjDiags *diags)
{
    size_t bad_at = 0;
    if (is_utf16(data, len)) {
        kj_diag(diags, KJ_ERROR, (KjPlace){path, 1, 1}, NULL,
                "UTF-16のファイルです。UTF-8で保存し直してください",
                "the file is in UTF-16; save it as UTF-8");
        return false;
    }
    const char *nul = memchr(data, 0, len);
    if (nul) {
        size_t at = (size_t)(nul - data);
        kj_diag(diags, KJ_ERROR, place_of_byte(path, data, len, at), NULL,
                "%zuバイト目にNUL文字があります。テキストファイルをUTF-8で保存し直してください",
                "NUL character at byte %zu; save the file as UTF-8 text", at + 1);
        return false;
    }
    if (!kj_utf8_valid(data, len, &bad_at)) {
        kj_diag(diags, KJ_ERROR, place_of_byte(path, data, len, bad_at), NULL,
                "UTF-8として正しくない文字があります（%zuバイト目、値0x%02X）。"
                "シフトJISなどで保存されている場合はUTF-8で保存し直してください",
                "not valid UTF-8 at byte %zu (0x%02X); if the file was saved in another encoding "
                "such as Shift_JIS, save it as UTF-8",
                bad_at + 1, (unsigned)(unsigned char)data[bad_at]);
        return false;
    }
    return true;
}

bool kj_yaml_bytes_check(const char *path, const char *data, size_t len, KjDiags *diags)
{
    if (len > KJ_YAML_MAX_BYTES) {
        kj_diag(
            diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
            "ファイルが大きすぎます（%zuバイト、上限%zuバイト）。複数のファイルに分けてください",
            "the file is too large (%zu bytes, at most %zu); split it into several", len,
            KJ_YAML_MAX_BYTES);
        return false;
    }
    if (len == 0)
        return true;
    if (!check_encoding(path, data, len, diags))
        return false;
    size_t directive = find_directive(data, len);
    if (directive < len) {
        kj_diag(diags, KJ_ERROR, place_of_byte(path, data, len, directive), NULL,
                "YAMLの指令（%%で始まる行）は使えません。この行を削除してください",
                "YAML directives (lines beginning with %%) are not used here; remove the line");
        return false;
    }
    return true;
}

/* ---- syntax ---- */

typedef struct Wording {
    const char *libyaml, *ja, *en; /* en NULL: as libyaml says */
} Wording;

static const Wording wordings[] = {
    {"could not find expected ':'",
     "項目名の後の「:」が見つかりません。「項目名: 値」の形で書いてください",
     "':' is missing after a key; write 'key: value'"},
    {"mapping values are not allowed in this context",
     "ここに「:」は書けません。字下げを揃えるか、「: 」を含む文章を引用符で囲んでください",
     "':' cannot stand here; align the indentation, or put text that contains ': ' in quotes"},
    {"mapping keys are not allowed in this context",
     "ここに項目名は書けません。字下げを確かめてください",
     "a key cannot stand here; check the indentation"},
    {"block sequence entries are not allowed in this context",
     "ここに「- 」は書けません。改行して字下げを揃えてください",
     "'- ' cannot stand here; begin a new line and align the indentation"},
    {"did not find expected key",
     "項目名がありません。字下げが前の行と揃っているか、引用符や括弧が閉じているか確かめてください",
     "a key was expected; check that the indentation matches the lines above and that quotes and "
     "brackets are closed"},
    {"did not find expected '-' indicator",
     "「- 」で始まる行がありません。字下げが前の「- 」と揃っているか確かめてください",
     "'- ' was expected; check that the indentation matches the '- ' above"},
    {"did not find expected ',' or ']'", "「[ … ]」の中に「,」または「]」がありません",
     "',' or ']' is missing in a list '[ … ]'"},
    {"did not find expected ',' or '}'", "「{ … }」の中に「,」または「}」がありません",
     "',' or '}' is missing in '{ … }'"},
    {"found unexpected end of stream",
     "ファイルが途中で終わっています。閉じていない引用符がないか確かめてください",
     "the file ends too early; check for a quote that is not closed"},
    {"found unexpected document indicator",
     "引用符の中に「---」または「...」だけの行があります。引用符が閉じているか確かめてください",
     "'---' or '...' stands within quotes; check for a quote that is not closed"},
    {"found unknown escape character",
     "「\\」の後の文字が正しくありません。「\\」をそのまま書くときは'…'で囲んでください",
     "unknown escape after '\\'; use '…' quotes where '\\' means itself"},
    {"found character that cannot start any token",
     "この文字で値を始めることはできません。値を引用符で囲んでください",
     "a value cannot begin with this character; put the value in quotes"},
    {"found a tab character that violates indentation",
     "字下げにタブは使えません。空白にしてください", "tabs cannot indent; use spaces"},
    {"found a tab character where an indentation space is expected",
     "字下げにタブは使えません。空白にしてください", "tabs cannot indent; use spaces"},
    {"did not find expected alphabetic or numeric character",
     "「&」または「*」の後に名前がありません。そのまま書くときは値を引用符で囲んでください",
     "a name must follow '&' or '*'; put the value in quotes if the character is meant itself"},
    {"did not find expected node content", "値がありません。引用符や括弧を確かめてください",
     "a value was expected; check quotes and brackets"},
    {"did not find expected <document start>",
     "最上位の書き方が揃っていません。すべての行を「項目名:」の形にし、字下げを揃えてください",
     "the top level is not uniform; write every entry as 'key:' with the same indentation"},
    {"found unexpected ':'", "「[ ]」「{ }」の中の値に「:」があります。値を引用符で囲んでください",
     "':' within a value in '[ ]' or '{ }'; put the value in quotes"},
    {"found undefined tag handle",
     "「!」で始まる型の指定は使えません。そのまま書くときは引用符で囲んでください",
     "tags ('!…') are not used here; put the value in quotes if '!' is meant itself"},
    {"did not find expected comment or line break",
     "「|」または「>」の後には改行が必要です。そのまま書くときは値を引用符で囲んでください",
     "a line break must follow '|' or '>'; put the value in quotes if the character is meant "
     "itself"},
    {"control characters are not allowed", "制御文字があります。削除してください",
     "a control character stands here; remove it"},
    {"found incompatible YAML document", "%YAMLの版は1.1か1.2にしてください",
     "the version after %YAML must be 1.1 or 1.2"},
};

/* The character at a place that libyaml reported. */
static char char_at(const char *data, size_t len, yaml_mark_t mark)
{
    size_t chars = 0;
    for (size_t i = 0; i < len; i++) {
        if (((unsigned char)data[i] & 0xC0) == 0x80)
            continue;
        if (chars++ == mark.index)
            return data[i];
    }
    return 0;
}

static Wording wording_of(const yaml_parser_t *parser, const char *data, size_t len)
{
    const char *problem = parser->problem ? parser->problem : "unknown problem";
    if (strcmp(problem, "found character that cannot start any token") == 0 &&
        char_at(data, len, parser->problem_mark) == '\t')
        problem = "found a tab character that violates indentation";
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
        if (strcmp(wordings[i].libyaml, problem) == 0)
            return wordings[i];
    return (Wording){problem, problem, problem};
}

/* Where a quote or bracket that is not closed began, is worth telling. */
static bool is_enclosed(const yaml_parser_t *parser)
{
    static const char *const contexts[] = {"while scanning a quoted scalar",
                                           "while parsing a flow sequence",
                                           "while parsing a flow mapping"};
    for (size_t i = 0; parser->context && i < sizeof contexts / sizeof *contexts; i++)
        if (strcmp(parser->context, contexts[i]) == 0)
            return parser->context_mark.line < parser->problem_mark.line;
    return false;
}

/* A key without ':' is only noticed on a later line: then the key is the place. */
static KjPlace place_of_mark(const char *path, const yaml_parser_t *parser)
{
    bool at_key = parser->context && strcmp(parser->context, "while scanning a simple key") == 0;
    yaml_mark_t mark = at_key ? parser->context_mark : parser->problem_mark;
    return (KjPlace){path, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

void kj_yaml_problem(const yaml_parser_t *parser, const char *path, const char *data, size_t len,
                     KjDiags *diags)
{
    if (parser->error == YAML_MEMORY_ERROR)
        kj_mem_exhausted(0);
    Wording wording = wording_of(parser, data, len);
    KjPlace place = parser->error == YAML_READER_ERROR
                        ? place_of_byte(path, data, len, parser->problem_offset)
                        : place_of_mark(path, parser);
    if (is_enclosed(parser))
        kj_diag(diags, KJ_ERROR, place, NULL, "YAMLの書き方: %s（%zu行目から始まる部分）",
                "YAML syntax: %s (in what begins on line %zu)",
                diags->lang == KJ_JA ? wording.ja : wording.en, parser->context_mark.line + 1);
    else
        kj_diag(diags, KJ_ERROR, place, NULL, "YAMLの書き方: %s", "YAML syntax: %s",
                diags->lang == KJ_JA ? wording.ja : wording.en);
}
