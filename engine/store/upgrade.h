/* Steps between versions of a store that SQL alone does not do. */
#ifndef KJ_STORE_UPGRADE_H
#define KJ_STORE_UPGRADE_H

#include "engine/store/store_parts.h"

/* Version 1 kept a row for every verdict, record and value of every result: puts them into pieces. */
bool kj_upgrade_to_pieces(KjStore *store, KjError *error);

#endif
