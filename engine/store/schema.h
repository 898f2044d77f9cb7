/* The tables of a store, and how older ones become those of now. */
#ifndef KJ_STORE_SCHEMA_H
#define KJ_STORE_SCHEMA_H

#include "engine/store/store_parts.h"

#define KJ_STORE_VERSION 4

/* Makes the tables of an empty file, migrates those of an older store, refuses a newer one and a file
 * that is something else. may_write false: an older store is refused, too. */
bool kj_store_prepare(KjStore *store, bool may_write, KjError *error);

#endif
