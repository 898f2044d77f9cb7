/* NAME.expected beside NAME.yaml, and tables of cases, NAME.test.yaml and NAME.test.lua. */
#include "engine/cli/test_texts.h"

#include "engine/cli/file.h"

#include <string.h>

#define MOST_FILE ((size_t)4 << 20) /* bytes */

static bool is_expectation(const char *name)
{
    return name[0] != '.' && (kj_path_ends(name, ".expected") || kj_path_ends(name, ".test.yaml") ||
                              kj_path_ends(name, ".test.lua"));
}

static bool read_tests(KjPackSource *pack, const char *folder, KjArena *arena, KjDiags *diags)
{
    const char *tests = kj_path_join(arena, folder, "tests");
    const char *shown = kj_path_join(arena, pack->display, "tests");
    const char **names;
    size_t count;
    bool good = true;

    if (!kj_file_is_folder(tests) || !kj_folder_list(tests, arena, &names, &count))
        return true;
    pack->tests = kj_arena_array(arena, count + 1, sizeof *pack->tests);
    for (size_t i = 0; i < count; i++) {
        KjText data;

        if (!is_expectation(names[i]))
            continue;
        if (kj_file_read_within(folder, kj_path_join(arena, tests, names[i]),
                                kj_path_join(arena, shown, names[i]), MOST_FILE, arena, diags,
                                &data))
            pack->tests[pack->test_count++] = (KjLuaSource){names[i], data.data, data.len};
        else
            good = false;
    }
    return good;
}

bool kj_test_texts_read(KjPackSet *set, KjArena *arena, KjDiags *diags)
{
    bool good = true;

    for (size_t i = 0; i < set->count; i++)
        if (set->packs[i].selected)
            good = read_tests(&set->packs[i], set->folders[i], arena, diags) && good;
    return good;
}
