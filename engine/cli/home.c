/* The program asks the kernel for its own path; links are resolved by then. */
#include "engine/cli/home.h"
#include "engine/cli/file.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#define MOST_SOURCE ((size_t)1 << 20) /* bytes of one file */
#define MOST_KEPT ((size_t)1 << 26)   /* bytes of packs.kj */
#define LEVELS_UP 3

/* ---- where ---- */

static bool is_home(KjArena *arena, const char *folder)
{
    return kj_file_exists(kj_path_join(arena, folder, "stdlib/loader.lua")) &&
           kj_file_is_folder(kj_path_join(arena, folder, "rules"));
}

static bool cut_last_part(char *path)
{
    char *slash = strrchr(path, '/');

    if (!slash || slash == path)
        return false;
    *slash = '\0';
    return true;
}

/* The folder in which the program lies; empty if that is not to be known. */
static void find_program(char folder[PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", folder, PATH_MAX - 1);

    folder[len > 0 ? len : 0] = '\0';
    if (!cut_last_part(folder))
        folder[0] = '\0';
}

const char *kj_home_find(KjArena *arena)
{
    char path[PATH_MAX];
    const char *shared;

    find_program(path);
    if (!path[0])
        return NULL;
    shared = kj_path_join(arena, path, "../share/kijun");
    for (int level = 0; level < LEVELS_UP && cut_last_part(path); level++)
        if (is_home(arena, path))
            return kj_arena_strndup(arena, path, strlen(path));
    return is_home(arena, shared) ? shared : NULL;
}

/* ---- what ---- */

bool kj_home_source(const char *path, const char *shown, const char *name, KjArena *arena,
                    KjDiags *diags, KjLuaSource *source)
{
    KjText data;

    if (!kj_file_read(path, shown, MOST_SOURCE, arena, diags, &data))
        return false;
    *source = (KjLuaSource){name, data.data, data.len};
    return true;
}

KjText kj_home_kept(const char *home, KjArena *arena)
{
    char program[PATH_MAX];
    KjText kept = {"", 0};
    KjDiags unheard; /* without the file everything works as well */
    const char *path;

    find_program(program);
    path = kj_path_join(arena, program, "packs.kj");
    if (!kj_file_exists(path))
        path = kj_path_join(arena, home, "packs.kj");
    kj_diags_init(&unheard, KJ_EN);
    if (!kj_file_read(path, path, MOST_KEPT, arena, &unheard, &kept))
        kept = (KjText){"", 0};
    kj_diags_clear(&unheard);
    return kept;
}

typedef struct Library {
    KjArena *arena;
    KjDiags *diags;
    KjLuaSource *sources;
    size_t count, capacity;
} Library;

static void read_folder(Library *library, const char *folder, const char *prefix)
{
    const char **names;
    size_t count;

    if (!kj_folder_list(folder, library->arena, &names, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        const char *path = kj_path_join(library->arena, folder, names[i]);
        const char *name = kj_path_join(library->arena, prefix, names[i]);
        KjLuaSource source;

        if (names[i][0] == '.')
            continue;
        if (!kj_path_ends(names[i], ".lua") && kj_file_is_folder(path))
            read_folder(library, path, name);
        else if (kj_path_ends(names[i], ".lua") &&
                 kj_home_source(path, path, name, library->arena, library->diags, &source))
            KJ_PUSH(library->sources, library->count, library->capacity, source);
    }
}

void kj_home_stdlib(const char *home, KjArena *arena, KjDiags *diags, KjLuaSource **sources,
                    size_t *count)
{
    Library library = {.arena = arena, .diags = diags};

    read_folder(&library, kj_path_join(arena, home, "stdlib"), "");
    *count = library.count;
    *sources = kj_arena_array(arena, library.count + 1, sizeof **sources);
    if (library.count)
        memcpy(*sources, library.sources, library.count * sizeof **sources);
    kj_free(library.sources);
}
