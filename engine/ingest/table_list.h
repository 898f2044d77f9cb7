/* The items of a list in one cell: "mail; auth", a line each, or "\"a;b\"; c". */
#ifndef KJ_INGEST_TABLE_LIST_H
#define KJ_INGEST_TABLE_LIST_H

#include "engine/base/text.h"

typedef struct KjCellItems {
    const char *at, *end;
    KjArena *arena; /* for items with quotes in them */
    bool more;      /* a separator was read: another item must follow */
} KjCellItems;

typedef enum {
    KJ_ITEM_READ,
    KJ_ITEM_END,
    KJ_ITEM_EMPTY, /* nothing between two separators */
    KJ_ITEM_QUOTE  /* a quoted item that has no end, or that text follows */
} KjItemResult;

KjCellItems kj_cell_items(KjText cell, KjArena *arena);
/* The next item, without the white space around it. Quotes that do not fit end the list. */
KjItemResult kj_cell_items_next(KjCellItems *items, KjText *item);

#endif
