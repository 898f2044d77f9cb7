/* Readers: files in memory become records in a builder.
 *
 * Every problem is a diagnostic with file, line and column; reading goes on, so that all problems
 * are told in one pass. No byte sequence makes a reader crash, hang or take unbounded memory. */
#ifndef KJ_INGEST_INGEST_H
#define KJ_INGEST_INGEST_H

#include "engine/model/dataset.h"

typedef struct KjFile {
    const char *path; /* relative to the given PATH, '/' between folders */
    const char *data;
    size_t len;
} KjFile;

typedef struct KjIngestOptions {
    int32_t zone; /* of datetimes without offset, seconds east of UTC */
} KjIngestOptions;

/* Reads all files (in the order of their paths, whatever the order given). A file with
 * "organization" starts an organisation; one without belongs to the nearest enclosing folder that
 * holds exactly one, else that is an error. Files whose name is kijun.yaml are the workspace's
 * settings and are skipped. */
void kj_ingest(KjBuilder *builder, const KjSchema *schema, const KjFile *files, size_t count,
               const KjIngestOptions *options, KjDiags *diags);

/* Fetches what the C library would read from files when data are read: the tables of CP932, a time zone. For a process
 * that is about to give up opening files; what it returns stays for as long as data are to be read. */
void *kj_ingest_tables(void);

/* The text of one scalar as a value of the field's type. Shared by all readers. On failure tells
 * the problem: subject is "system 'mail': field 'rto'". */
bool kj_scalar_read(const KjField *field, KjText text, const KjIngestOptions *options,
                    KjArena *arena, KjPlace place, const char *subject, KjDiags *diags,
                    KjValue *value);

/* A YAML document as a plain tree (maps, lists, text scalars), for settings and pack tests. */
bool kj_yaml_tree(const char *path, const char *data, size_t len, KjArena *arena, KjDiags *diags,
                  KjValue *value);
/* The same, and where its keys and texts stand: each is known by the address of its bytes. */
typedef struct KjTreeText {
    const char *bytes;
    uint32_t line, column;
} KjTreeText;
typedef struct KjTreePlaces {
    const char *path; /* borrowed */
    KjTreeText *items;
    size_t count, capacity;
} KjTreePlaces;
bool kj_yaml_tree_placed(const char *path, const char *data, size_t len, KjArena *arena,
                         KjDiags *diags, KjValue *value, KjTreePlaces *places);
KjPlace kj_tree_place(const KjTreePlaces *places, KjText text); /* line 0: it is not of the tree */
void kj_tree_places_clear(KjTreePlaces *places);

#endif
