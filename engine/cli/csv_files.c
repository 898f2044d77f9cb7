/* One sheet after the other, so that only one of them is in memory twice. */
#include "engine/cli/csv_files.h"

static bool put_sheet(KjFolder *folder, const KjBookSheet *sheet, const char *prefix)
{
    KjBuf bytes;
    bool good;

    kj_buf_init(&bytes, 0);
    kj_book_csv(sheet, &bytes);
    good = kj_folder_put(folder,
                         kj_arena_printf(folder->arena, "%s%s.csv", prefix,
                                         kj_file_name(folder->arena, sheet->name)),
                         &bytes);
    kj_buf_clear(&bytes);
    return good;
}

bool kj_csv_files_put(KjFolder *folder, const KjBookOut *book, const char *prefix)
{
    for (size_t i = 0; i < book->count; i++)
        if (!put_sheet(folder, book->sheets[i], prefix))
            return false;
    return true;
}
