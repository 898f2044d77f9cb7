/* Mending: edits come from where pack code runs, so files get only what an honest linter sends. */
#include "engine/cli/mend.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT "\xEF\xBB\xBFlocal a = 1  \r\n\tlocal b"

typedef struct Fixture {
    KjApp app;
    char folder[64];
    const char *path;
    KjLuaSource file;
    KjPackSource pack;
    const char *folders[1];
    KjPackSet set;
    KjTree findings;
} Fixture;

static void begin(Fixture *fixture)
{
    *fixture = (Fixture){.folder = "/tmp/kijun-mend-XXXXXX"};
    fixture->app = (KjApp){.arena = kj_arena_new(), .lang = KJ_EN};
    CHECK(mkdtemp(fixture->folder) != NULL);
    fixture->path = kj_arena_printf(fixture->app.arena, "%s/rules.lua", fixture->folder);
    FILE *file = fopen(fixture->path, "wb");
    fputs(TEXT, file);
    fclose(file);
    fixture->file = (KjLuaSource){"rules.lua", TEXT, sizeof TEXT - 1};
    fixture->pack = (KjPackSource){.name = "mine",
                                   .display = "mine",
                                   .selected = true,
                                   .files = &fixture->file,
                                   .file_count = 1};
    fixture->folders[0] = fixture->folder;
    fixture->set = (KjPackSet){.packs = &fixture->pack, .count = 1, .folders = fixture->folders};
    fixture->findings = kj_tree_list(fixture->app.arena);
}

static KjTree edit(Fixture *fixture, int64_t from, int64_t to, const char *text)
{
    KjTree map = kj_tree_map(fixture->app.arena);

    kj_tree_set(&map, "from", kj_value_int(from));
    kj_tree_set(&map, "to", kj_value_int(to));
    kj_tree_set(&map, "text", kj_value_text(kj_text(text)));
    return map;
}

/* A finding in a file, with one edit. */
static void add(Fixture *fixture, const char *file, int64_t from, int64_t to, const char *text)
{
    KjTree finding = kj_tree_map(fixture->app.arena), edits = kj_tree_list(fixture->app.arena);

    kj_tree_add(&edits, edit(fixture, from, to, text).value);
    kj_tree_set(&finding, "file", kj_value_text(kj_text(file)));
    kj_tree_set(&finding, "edits", edits.value);
    kj_tree_add(&fixture->findings, finding.value);
}

/* How many findings were mended; the file must hold `expected` then. */
static size_t mend(Fixture *fixture, const char *expected)
{
    KjTree mended = kj_tree_list(fixture->app.arena);
    KjExit exit = KJ_EXIT_OK;
    char text[200] = {0};

    kj_mend(&fixture->app, &fixture->set, &fixture->findings.value.u.list, &mended, &exit);
    FILE *file = fopen(fixture->path, "rb");
    size_t len = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    CHECK_INT(len, strlen(expected));
    CHECK_STR(text, expected);
    return mended.value.u.list.count;
}

static void end(Fixture *fixture)
{
    unlink(fixture->path);
    CHECK_INT(rmdir(fixture->folder), 0);
    kj_arena_free(fixture->app.arena);
}

TEST(blanks_go_and_come)
{
    Fixture fixture;

    begin(&fixture);
    add(&fixture, "mine/rules.lua", 0, 3, "");
    add(&fixture, "mine/rules.lua", 14, 16, "");
    add(&fixture, "mine/rules.lua", 16, 17, "");
    add(&fixture, "mine/rules.lua", 18, 19, "  ");
    add(&fixture, "mine/rules.lua", 26, 26, "\n");
    CHECK_INT(mend(&fixture, "local a = 1\n  local b\n"), 5);
    end(&fixture);
}

TEST(code_neither_goes_nor_comes)
{
    Fixture fixture;

    begin(&fixture);
    add(&fixture, "mine/rules.lua", 3, 8, "");               /* a word */
    add(&fixture, "mine/rules.lua", 13, 15, "");             /* a figure with a blank */
    add(&fixture, "mine/rules.lua", 17, 18, "");             /* a line break */
    add(&fixture, "mine/rules.lua", 26, 26, "os.exit()");    /* code */
    add(&fixture, "mine/rules.lua", 26, 26, "\xEF\xBB\xBF"); /* a mark */
    add(&fixture, "mine/rules.lua", 1, 3, "");               /* a part of one */
    CHECK_INT(mend(&fixture, TEXT), 0);
    end(&fixture);
}

TEST(places_that_are_not_there)
{
    Fixture fixture;

    begin(&fixture);
    add(&fixture, "mine/rules.lua", -1, 0, "");
    add(&fixture, "mine/rules.lua", 15, 14, "");
    add(&fixture, "mine/rules.lua", 26, 27, "");
    add(&fixture, "mine/rules.lua", INT64_MAX, INT64_MAX, "\n");
    add(&fixture, "mine/other.lua", 14, 16, "");
    add(&fixture, "mine/../mine/rules.lua", 14, 16, "");
    add(&fixture, "/etc/passwd", 0, 0, "\n");
    CHECK_INT(mend(&fixture, TEXT), 0);
    end(&fixture);
}

TEST(of_edits_that_overlap_the_first)
{
    Fixture fixture;

    begin(&fixture);
    add(&fixture, "mine/rules.lua", 14, 17, "");
    add(&fixture, "mine/rules.lua", 15, 17, "");
    CHECK_INT(mend(&fixture, "\xEF\xBB\xBFlocal a = 1\n\tlocal b"), 1);
    end(&fixture);
}

TEST(what_was_signed_stays)
{
    Fixture fixture;

    begin(&fixture);
    fixture.pack.installed = true;
    add(&fixture, "mine/rules.lua", 14, 16, "");
    CHECK_INT(mend(&fixture, TEXT), 0);
    end(&fixture);
}

int main(void)
{
    return RUN(blanks_go_and_come, code_neither_goes_nor_comes, places_that_are_not_there,
               of_edits_that_overlap_the_first, what_was_signed_stays);
}
