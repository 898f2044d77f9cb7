/* The manifest: the first file of an archive, which says what the bundle is and lists every other file.
 *
 * It is JSON in one single form, in which texts need no escapes; it is read by taking that form, nothing else. */
#ifndef KJ_BUNDLE_MANIFEST_H
#define KJ_BUNDLE_MANIFEST_H

#include "engine/bundle/archive.h"
#include "engine/bundle/claims.h"

#define KJ_MANIFEST_MOST ((size_t)1 << 20) /* bytes */

typedef struct KjManifestFile {
    KjText name, hash;
    int64_t size;
} KjManifestFile;

typedef struct KjManifestPack {
    KjText id, version, hash; /* the hash is that which runs show */
    KjManifestFile *files;    /* by name */
    size_t file_count;
} KjManifestPack;

typedef struct KjManifest {
    KjText name, version, needs; /* needs: the oldest kijun that can use it */
    int64_t sequence;
    int32_t expires;       /* or KJ_NO_EXPIRY */
    KjManifestPack *packs; /* by id */
    size_t pack_count;
} KjManifest;

void kj_manifest_write(const KjManifest *manifest, KjBuf *out);
/* Texts are borrowed; lists live in the arena. False with a message. */
bool kj_manifest_read(KjText json, const char *shown, KjArena *arena, KjDiags *diags,
                      KjManifest *manifest);

/* A bundle: its manifest, and the files in the same order, manifest.json not among them. */
typedef struct KjBundle {
    KjManifest manifest;
    KjText manifest_text;
    KjEntry *files;
    size_t file_count;
} KjBundle;

/* The archive of packs whose files are given in the manifest's order. */
bool kj_bundle_write(const KjManifest *manifest, const KjText *files, KjBuf *out);
/* An archive whose signature was verified. It holds exactly what its manifest lists. */
bool kj_bundle_read(KjText archive, const char *shown, KjArena *arena, KjDiags *diags,
                    KjBundle *bundle);
/* Whether manifest and signers say the same; false with a message. */
bool kj_bundle_is_as_claimed(const KjBundle *bundle, const KjClaims *claims, const char *shown,
                             KjDiags *diags);
KjText kj_bundle_path(KjArena *arena, KjText pack, KjText file);

#endif
