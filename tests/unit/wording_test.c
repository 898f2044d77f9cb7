// The packs speak in words of their own: nothing that stands in rules/, samples/, doc/ or the READMEs
// shares a run of 25 characters with the documents, after NFKC and without blanks and line breaks.
// Excepted are names: the titles of documents, and those of the catalogue's articles.
//
// The documents are no part of the repository. KIJUN_SOURCES names a folder with their texts (*.txt);
// without it only the comparison itself is tried:
//
//     KIJUN_SOURCES=~/guidelines build/tests/unit/wording_test
#include "engine/base/mem.h"
#include "engine/base/text.h"
#include "tests/unit/check.h"

#include <stdlib.h>

enum { RUN_LENGTH = 25 };

typedef struct Chars {
    uint32_t *code, *line;
    size_t count, room;
} Chars;

// Where runs of the documents begin, by their hash; open addressing, `slots` is a power of two.
typedef struct Index {
    const Chars *source;
    uint32_t *begin; // + 1; 0 is free
    size_t slots;
} Index;

static void *grown(void *block, size_t size)
{
    void *result = realloc(block, size);
    if (!result)
        abort();
    return result;
}

static void add_char(Chars *chars, uint32_t code, uint32_t line)
{
    if (chars->count == chars->room) {
        chars->room = chars->room ? chars->room * 2 : 4096;
        chars->code = grown(chars->code, chars->room * sizeof *chars->code);
        chars->line = grown(chars->line, chars->room * sizeof *chars->line);
    }
    chars->code[chars->count] = code;
    chars->line[chars->count++] = line;
}

static void free_chars(Chars *chars)
{
    free(chars->code);
    free(chars->line);
    *chars = (Chars){0};
}

static uint32_t next_code(const unsigned char **at)
{
    const unsigned char *p = *at;
    int more = *p < 0x80 ? 0 : *p < 0xE0 ? 1 : *p < 0xF0 ? 2 : 3;
    uint32_t code = more ? *p & (0x3Fu >> more) : *p;
    for (p++; more > 0 && (*p & 0xC0) == 0x80; more--)
        code = code << 6 | (*p++ & 0x3Fu);
    *at = p;
    return code;
}

// A line of text without its blanks. Where a text is joined of two strings, the seam is taken out.
static void add_line(Chars *chars, KjText text, uint32_t number)
{
    KjArena *arena = kj_arena_new();
    KjText line = kj_text_nfkc(arena, text);
    const unsigned char *at = (const unsigned char *)line.data, *end = at + line.len;
    while (at < end) {
        uint32_t code = next_code(&at);
        if (code > ' ' && code != 0x7F)
            add_char(chars, code, number);
        size_t n = chars->count;
        if (n >= 4 && code == '"' && chars->code[n - 2] == '.' && chars->code[n - 3] == '.' &&
            chars->code[n - 4] == '"')
            chars->count -= 4;
    }
    kj_arena_free(arena);
}

static void add_text(Chars *chars, const char *text)
{
    for (uint32_t number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        add_line(chars, (KjText){text, (uint32_t)len}, number);
        text += len + (text[len] == '\n');
    }
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t len = 0, got;
    while (file && (text = grown(text, len + 65537), got = fread(text + len, 1, 65536, file)) > 0)
        len += got;
    if (file)
        fclose(file);
    text = text ? text : grown(NULL, 1);
    text[len] = '\0';
    return text;
}

static void add_file(Chars *chars, const char *path)
{
    char *text = read_file(path);
    add_text(chars, text);
    free(text);
}

static size_t slot_of(const Index *index, const uint32_t *run)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < RUN_LENGTH; i++)
        hash = (hash ^ run[i]) * 1099511628211u;
    return (hash ^ hash >> 32) & (index->slots - 1);
}

static bool in_index(const Index *index, const uint32_t *run)
{
    for (size_t slot = slot_of(index, run); index->begin[slot];
         slot = (slot + 1) & (index->slots - 1)) {
        const uint32_t *known = index->source->code + index->begin[slot] - 1;
        if (memcmp(known, run, RUN_LENGTH * sizeof *run) == 0)
            return true;
    }
    return false;
}

static Index index_of(const Chars *source)
{
    Index index = {.source = source, .slots = 1024};
    while (index.slots < source->count * 2)
        index.slots *= 2;
    index.begin = calloc(index.slots, sizeof *index.begin);
    for (size_t i = 0; i + RUN_LENGTH <= source->count; i++) {
        size_t slot = slot_of(&index, source->code + i);
        while (index.begin[slot])
            slot = (slot + 1) & (index.slots - 1);
        index.begin[slot] = (uint32_t)i + 1;
    }
    return index;
}

// Rules of a table, dots of a contents list: no wording.
static bool is_wording(const uint32_t *run)
{
    size_t words = 0;
    for (size_t i = 0; i < RUN_LENGTH; i++)
        words += run[i] >= 0x3041 || (run[i] | 0x20) - 'a' < 26;
    return words > RUN_LENGTH / 2;
}

static bool is_name(const Chars *names, const uint32_t *run, size_t length)
{
    for (size_t i = 0; i + length <= names->count; i++) {
        if (memcmp(names->code + i, run, length * sizeof *run) == 0)
            return true;
    }
    return false;
}

static void print_run(const Chars *chars, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t c = chars->code[i];
        if (c < 0x80)
            putchar((int)c);
        else if (c < 0x800)
            printf("%c%c", (int)(0xC0 | c >> 6), (int)(0x80 | (c & 0x3F)));
        else if (c < 0x10000)
            printf("%c%c%c", (int)(0xE0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3F)),
                   (int)(0x80 | (c & 0x3F)));
    }
    putchar('\n');
}

// How many runs of `text` stand in the documents; each is printed in its full length.
static int shared_runs(const Index *index, const Chars *names, const Chars *text, const char *path)
{
    int found = 0;
    for (size_t i = 0; i + RUN_LENGTH <= text->count; i++) {
        if (!is_wording(text->code + i) || !in_index(index, text->code + i))
            continue;
        size_t end = i + 1;
        while (end + RUN_LENGTH <= text->count && in_index(index, text->code + end))
            end++;
        end += RUN_LENGTH - 1;
        if (!is_name(names, text->code + i, end - i)) {
            found++;
            if (path) {
                printf("%s:%u: wording of a document: ", path, text->line[i]);
                print_run(text, i, end);
            }
        }
        i = end - 1;
    }
    return found;
}

// The titles that stand in the packs as `article("…"` and as `ja = "…"` of a list of documents.
static void add_names(Chars *names, const char *command)
{
    char line[4096];
    FILE *pipe = popen(command, "r");
    while (pipe && fgets(line, sizeof line, pipe)) {
        add_line(names, kj_text(line), 0);
        add_char(names, 0, 0);
    }
    if (pipe)
        pclose(pipe);
}

static const char ARTICLES[] =
    "cat rules/gov-standards/part[3-8].lua | tr -d '\\n' | grep -oP '\\(article\\( *\"\\K[^\"]+'";
static const char TITLES[] =
    "for pack in rules/*/pack.lua; do "
    "sed -n '/documents *=/,/^  }/s/.*ja = \"\\([^\"]*\\)\".*/\\1/p' $pack; done";
static const char TEXTS[] =
    "find rules samples doc README*.md -type f ! -name '*.xlsx' | LC_ALL=C sort";

static int shared_with(const char *source, const char *name, const char *text)
{
    Chars sources = {0}, names = {0}, chars = {0};
    add_text(&sources, source);
    add_text(&names, name);
    add_text(&chars, text);
    Index index = index_of(&sources);
    int found = shared_runs(&index, &names, &chars, NULL);
    free(index.begin);
    free_chars(&sources);
    free_chars(&names);
    free_chars(&chars);
    return found;
}

#define ALPHABET "あいうえおかきくけこさしすせそたちつてとなにぬねの"

TEST(a_run_of_25_characters_is_found)
{
    CHECK_INT(shared_with("前 " ALPHABET " 後", "", "x = \"" ALPHABET "\""), 1);
    CHECK_INT(shared_with("前" ALPHABET "後", "", "x" ALPHABET "後\ny\n前" ALPHABET), 2);
}

TEST(one_of_24_is_not)
{
    CHECK_INT(shared_with(ALPHABET, "", "いうえおかきくけこさしすせそたちつてとなにぬねのは"), 0);
    CHECK_INT(shared_with("", "", ALPHABET), 0);
}

TEST(blanks_line_breaks_widths_and_seams_do_not_hide_it)
{
    CHECK_INT(
        shared_with(ALPHABET, "", "あい うえお　かきく\n  けこさしすせそたちつてとなにぬねの"), 1);
    CHECK_INT(shared_with("ABC" ALPHABET, "", "ＡＢＣ" ALPHABET), 1);
    CHECK_INT(shared_with(ALPHABET, "",
                          "\"あいうえおかきくけこ\" ..\n  \"さしすせそたちつてとなにぬねの\""),
              1);
}

TEST(names_may_be_said)
{
    CHECK_INT(shared_with(ALPHABET "後", ALPHABET, "x" ALPHABET "y"), 0);
    CHECK_INT(shared_with(ALPHABET "後", ALPHABET, "x" ALPHABET "後"), 1);
}

TEST(lines_of_signs_are_no_wording)
{
    CHECK_INT(shared_with("........................................", "",
                          "........................................"),
              0);
}

TEST(the_packs_use_words_of_their_own)
{
    const char *folder = getenv("KIJUN_SOURCES");
    if (!folder || !*folder) {
        puts("skipped: KIJUN_SOURCES names no folder with the documents");
        return;
    }
    char path[4096], command[4096];
    Chars sources = {0}, names = {0};
    snprintf(command, sizeof command, "find '%s' -name '*.txt' | LC_ALL=C sort", folder);
    FILE *list = popen(command, "r");
    while (list && fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = '\0';
        add_file(&sources, path);
        add_char(&sources, 0, 0);
    }
    if (list)
        pclose(list);
    CHECK(sources.count > 1000); // else there are no documents in the folder
    add_names(&names, ARTICLES);
    add_names(&names, TITLES);
    CHECK(names.count > 1000);
    Index index = index_of(&sources);
    int files = 0;
    list = popen(TEXTS, "r");
    while (list && fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = '\0';
        Chars text = {0};
        add_file(&text, path);
        CHECK_INT(shared_runs(&index, &names, &text, path), 0);
        free_chars(&text);
        files++;
    }
    if (list)
        pclose(list);
    CHECK(files > 100);
    free(index.begin);
    free_chars(&sources);
    free_chars(&names);
}

int main(void)
{
    return RUN(a_run_of_25_characters_is_found, one_of_24_is_not,
               blanks_line_breaks_widths_and_seams_do_not_hide_it, names_may_be_said,
               lines_of_signs_are_no_wording, the_packs_use_words_of_their_own);
}
