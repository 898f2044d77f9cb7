/* A book as CSV files, one per sheet. */
#ifndef KJ_CLI_CSV_FILES_H
#define KJ_CLI_CSV_FILES_H

#include "engine/cli/folder.h"
#include "engine/output/book.h"

/* Named by their sheets, with the prefix ("", or "name/") in front. False as kj_folder_put does. */
bool kj_csv_files_put(KjFolder *folder, const KjBookOut *book, const char *prefix);

#endif
