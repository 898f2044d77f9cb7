// Replays a fuzz target's corpus without libFuzzer, so that every `make test` exercises it.
//
// Each argument is a file or a folder of files. A target gets each file as it stands, then
// MUTATIONS variations of it, the same in every run. Every file has a process of its own: a crash,
// a leak or a hang fails that file, and the input that did it is left as PROGRAM.crash beside the
// program; put it into the corpus when the fault is mended. Ends with `N passed, N failed`, by
// file.
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MUTATIONS = 64, SIZE_MAX_MUTATED = 1 << 16, SECONDS_PER_INPUT = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// The input being tried, in memory shared with the parent, which so survives the child's death.
typedef struct Trial {
    int mutation;
    size_t size;
    uint8_t data[];
} Trial;

// splitmix64: the state is advanced, the result is anything below `limit`.
static size_t draw(uint64_t *state, size_t limit)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return limit ? (z ^ (z >> 31)) % limit : 0;
}

// Changes one thing: a bit, a byte, a stretch repeated or taken out, the end cut off.
static void mutate_once(Trial *trial, uint64_t *state)
{
    static const uint8_t telling[] =
        "\0\n\t \"'#&*:-[]{}()\\|>%@!,.09aA~=<+\x7f\x80\xbf\xc0\xe3\xff";
    uint8_t *data = trial->data;
    size_t at = draw(state, trial->size), rest = trial->size - at;
    size_t length = draw(state, rest < 32 ? rest + 1 : 32);
    switch (draw(state, 5)) {
    case 0:
        if (rest)
            data[at] ^= (uint8_t)(1u << draw(state, 8));
        break;
    case 1:
        if (rest)
            data[at] = telling[draw(state, sizeof telling - 1)];
        break;
    case 2:
        if (trial->size + length > SIZE_MAX_MUTATED)
            break;
        memmove(data + at + length, data + at, rest);
        trial->size += length;
        break;
    case 3:
        memmove(data + at, data + at + length, rest - length);
        trial->size -= length;
        break;
    default: trial->size = draw(state, 4) ? trial->size : at;
    }
}

// The target gets a heap block of the exact size, so that ASan sees a read past its end.
static void try_input(const Trial *trial)
{
    uint8_t *copy = malloc(trial->size ? trial->size : 1);
    if (!copy)
        abort();
    memcpy(copy, trial->data, trial->size);
    alarm(SECONDS_PER_INPUT);
    LLVMFuzzerTestOneInput(copy, trial->size);
    free(copy);
}

static void try_with_mutations(Trial *trial, const uint8_t *data, size_t size)
{
    uint64_t state = 0x6b696a756e; // "kijun"
    for (trial->mutation = 0; trial->mutation <= MUTATIONS; trial->mutation++) {
        trial->size = size;
        memcpy(trial->data, data, size);
        size_t changes = trial->mutation && size <= SIZE_MAX_MUTATED ? 1 + draw(&state, 4) : 0;
        for (size_t i = 0; i < changes; i++)
            mutate_once(trial, &state);
        try_input(trial);
    }
}

static void keep_crash(const char *program, const Trial *trial)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.crash", program);
    FILE *file = fopen(path, "wb");
    if (!file)
        return;
    fwrite(trial->data, 1, trial->size, file);
    fclose(file);
    printf("  the input is kept as %s\n", path);
}

static bool holds(const char *program, const char *path, const uint8_t *data, size_t size)
{
    size_t room = sizeof(Trial) + (size > SIZE_MAX_MUTATED ? size : SIZE_MAX_MUTATED);
    Trial *trial = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (trial == MAP_FAILED)
        return false;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        try_with_mutations(trial, data, size);
        exit(0); // where the leak sanitizer looks
    }
    int status = 1;
    bool good = child > 0 && waitpid(child, &status, 0) == child && status == 0;
    if (!good) {
        printf("%s: mutation %d of %d: %s\n", path, trial->mutation, MUTATIONS,
               WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "exits with an error");
        keep_crash(program, trial);
    }
    munmap(trial, room);
    return good;
}

static uint8_t *read_file(const char *path, size_t *size)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &about) != 0) {
        perror(path);
        exit(2);
    }
    *size = (size_t)about.st_size;
    uint8_t *data = malloc(*size + 1);
    if (!data || fread(data, 1, *size, file) != *size) {
        perror(path);
        exit(2);
    }
    fclose(file);
    return data;
}

static bool file_holds(const char *program, const char *path)
{
    size_t size;
    uint8_t *data = read_file(path, &size);
    bool good = holds(program, path, data, size);
    free(data);
    return good;
}

static void try_path(const char *program, const char *path, int *passed, int *failed)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0) { // a file
        ++*(file_holds(program, path) ? passed : failed);
        return;
    }
    for (int i = 0; i < count; i++) {
        char inside[4096];
        snprintf(inside, sizeof inside, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            ++*(file_holds(program, inside) ? passed : failed);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    ++*(holds(argv[0], "empty input", (const uint8_t *)"", 0) ? &passed : &failed);
    for (int i = 1; i < argc; i++)
        try_path(argv[0], argv[i], &passed, &failed);
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
