/* The archive: an uncompressed ustar file in one single form, so that the same files give the same bytes.
 *
 * Every entry is a regular file, mode 0644, owner and times 0; at the end stand two blocks of zeros and
 * nothing else. What is read is held against what would have been written, header by header: there is no
 * other way to say the same. `tar tf` reads it like any other. */
#ifndef KJ_BUNDLE_ARCHIVE_H
#define KJ_BUNDLE_ARCHIVE_H

#include "engine/base/diag.h"

#define KJ_ARCHIVE_FILE_MOST ((size_t)1 << 20) /* bytes of a file */
#define KJ_ARCHIVE_MOST ((size_t)1 << 26)      /* bytes of an archive */
#define KJ_ARCHIVE_COUNT_MOST 4096             /* files */
#define KJ_ARCHIVE_MANIFEST "manifest.json"    /* the first file */
#define KJ_ARCHIVE_PACKS "packs/"              /* all others: packs/ID/NAME.lua */

typedef struct KjEntry {
    KjText path;
    KjText data; /* borrowed from the archive */
} KjEntry;

typedef struct KjEntries {
    KjEntry *items;
    size_t count, capacity;
} KjEntries;

/* Appends one file; false if its path does not fit into a header or there is too much. */
bool kj_archive_add(KjBuf *out, KjText path, KjText data);
bool kj_archive_finish(KjBuf *out);
/* A header as it is written: 512 bytes. False if the path does not fit. */
bool kj_archive_header(char header[512], KjText path, size_t size);
/* The order of files: by bytes, '/' before everything else. */
int kj_archive_order(KjText a, KjText b);

/* All files of an archive. False: what is wrong is in diags, with the place `shown`. Paths live in the arena,
 * data in the archive; items are to be freed with kj_free in either case. */
bool kj_archive_read(KjText archive, const char *shown, KjArena *arena, KjDiags *diags,
                     KjEntries *entries);

#endif
