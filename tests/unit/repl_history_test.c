// The history of the REPL: a file for the user alone, bounded, never through a link.
#include "engine/cli/repl_history.h"
#include "tests/unit/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Home { // a folder of its own, named by XDG_STATE_HOME
    char folder[64];
    KjApp app;
    const char *path;
    KjStrings lines;
} Home;

static void begin(Home *home)
{
    *home = (Home){.folder = "/tmp/kijun-history-XXXXXX",
                   .app = {.arena = kj_arena_new(), .options = {.quiet = true}}};
    CHECK(mkdtemp(home->folder) != NULL);
    setenv("XDG_STATE_HOME", home->folder, 1);
}

static void read_lines(Home *home)
{
    kj_free(home->lines.items);
    home->lines = (KjStrings){0};
    kj_history_read(&home->app, &home->path, &home->lines);
}

static void end(Home *home)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", home->folder);
    CHECK_INT(system(command), 0);
    kj_free(home->lines.items);
    kj_arena_free(home->app.arena);
}

static void put_file(const Home *home, const char *text, int times)
{
    char path[128];
    snprintf(path, sizeof path, "%s/kijun", home->folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/kijun/history", home->folder);
    FILE *file = fopen(path, "w");
    CHECK(file != NULL);
    for (int i = 0; i < times; i++)
        fprintf(file, text, i);
    fclose(file);
    chmod(path, 0644);
}

static int mode_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (int)(info.st_mode & 0777) : -1;
}

TEST(what_is_added_is_read_again)
{
    Home home;
    begin(&home);
    read_lines(&home);
    CHECK_INT(home.lines.count, 0);
    CHECK(kj_history_add(home.path, "systems where 名 == '一'"));
    CHECK(kj_history_add(home.path, "count systems"));
    read_lines(&home);
    CHECK_INT(home.lines.count, 2);
    CHECK_STR(home.lines.items[0], "systems where 名 == '一'");
    CHECK_STR(home.lines.items[1], "count systems");
    CHECK_INT(mode_of(home.path), 0600);
    end(&home);
}

TEST(a_file_that_others_can_read_is_closed_to_them)
{
    Home home;
    begin(&home);
    put_file(&home, "line %d\n", 3);
    read_lines(&home);
    CHECK_INT(home.lines.count, 3);
    CHECK_INT(mode_of(home.path), 0600);
    end(&home);
}

TEST(a_long_file_is_cut_to_its_last_lines)
{
    Home home;
    begin(&home);
    put_file(&home, "line %d\n", 2 * KJ_HISTORY_LINES + 1);
    read_lines(&home);
    CHECK_INT(home.lines.count, KJ_HISTORY_LINES);
    CHECK_STR(home.lines.items[KJ_HISTORY_LINES - 1], "line 2000");
    read_lines(&home);
    CHECK_INT(home.lines.count, KJ_HISTORY_LINES);
    CHECK_STR(home.lines.items[0], "line 1001");
    CHECK_INT(mode_of(home.path), 0600);
    end(&home);
}

TEST(lines_that_are_no_text_are_left_out)
{
    Home home;
    begin(&home);
    put_file(&home, "\xff%d\n\ngood\n", 1);
    read_lines(&home);
    CHECK_INT(home.lines.count, 1);
    end(&home);
}

TEST(a_link_is_not_followed)
{
    Home home;
    char target[128], link[128];
    begin(&home);
    put_file(&home, "line %d\n", 1);
    snprintf(target, sizeof target, "%s/target", home.folder);
    snprintf(link, sizeof link, "%s/kijun/history", home.folder);
    CHECK_INT(rename(link, target), 0);
    CHECK_INT(symlink(target, link), 0);
    read_lines(&home);
    CHECK(home.path == NULL);
    CHECK_INT(home.lines.count, 0);
    CHECK_INT(mode_of(target), 0644);
    end(&home);
}

TEST(a_folder_that_cannot_be_made_is_no_history)
{
    Home home;
    begin(&home);
    setenv("XDG_STATE_HOME", "/dev/null/x", 1);
    read_lines(&home);
    CHECK(home.path == NULL);
    setenv("XDG_STATE_HOME", "relative", 1); // is no place; the home is
    setenv("HOME", home.folder, 1);
    read_lines(&home);
    CHECK(home.path && strstr(home.path, ".local/state/kijun/history"));
    end(&home);
}

int main(void)
{
    return RUN(what_is_added_is_read_again, a_file_that_others_can_read_is_closed_to_them,
               a_long_file_is_cut_to_its_last_lines, lines_that_are_no_text_are_left_out,
               a_link_is_not_followed, a_folder_that_cannot_be_made_is_no_history);
}
