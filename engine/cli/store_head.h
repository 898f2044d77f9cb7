/* The file that `kijun store head` writes and `kijun store verify --head` reads. */
#ifndef KJ_CLI_STORE_HEAD_H
#define KJ_CLI_STORE_HEAD_H

#include "engine/base/buf.h"
#include "engine/store/store.h"

#define KJ_HEAD_MOST 1024 /* bytes of the file */

void kj_head_write(const KjStoreHead *head, KjBuf *out);
/* Only what kj_head_write writes, to the byte. */
bool kj_head_read(KjText text, KjStoreHead *head);

#endif
