/* The nearest known name, for "did you mean": edit distance over characters (insertion, deletion,
 * replacement, exchange of neighbours), capital letters and hyphens counted as equal to small
 * letters and underscores. About one slip in three characters is near enough. */
#include "engine/base/text.h"

#include <utf8proc.h>

#define LONGEST 64 /* characters; longer names are not suggested */

typedef struct Name {
    int32_t points[LONGEST];
    int len; /* -1: too long or not UTF-8 */
} Name;

static int32_t folded(int32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c == '-' ? '_' : c;
}

static void decode(KjText text, Name *name)
{
    size_t at = 0;

    for (name->len = 0; at < text.len; name->len++) {
        utf8proc_int32_t c;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text.data + at,
                                                 (utf8proc_ssize_t)(text.len - at), &c);

        if (step <= 0 || name->len == LONGEST) {
            name->len = -1;
            return;
        }
        name->points[name->len] = folded(c);
        at += (size_t)step;
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int distance(const Name *a, const Name *b)
{
    int rows[3][LONGEST + 1]; /* the row in work and the two above it */

    for (int j = 0; j <= b->len; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a->len; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];

        row[0] = i;
        for (int j = 1; j <= b->len; j++) {
            bool same = a->points[i - 1] == b->points[j - 1];

            row[j] = least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->points[i - 1] == b->points[j - 2] &&
                a->points[i - 2] == b->points[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return rows[a->len % 3][b->len];
}

const char *kj_nearest(KjText name, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    Name wanted, known;
    int best;

    decode(name, &wanted);
    if (wanted.len <= 0)
        return NULL;
    best = (wanted.len + 1) / 3 + 1; /* one more than is near enough */
    for (size_t i = 0; i < count && best > 0; i++) {
        int far;

        decode(kj_text(names[i]), &known);
        if (known.len <= 0)
            continue;
        far = distance(&wanted, &known);
        if (far < best && far < known.len) {
            best = far;
            nearest = names[i];
        }
    }
    return nearest;
}
