/* A YAML file as an array of nodes.
 *
 * libyaml's events are stored in the order in which they come, each as one node of 24 bytes with
 * its place; a list or map is followed by what it holds, and `next` leads past it. So a file can be
 * looked at twice (first for its organisation, then for its records) though it is parsed once, and
 * a syntax error at its end leaves nothing half read behind.
 * What cannot mean anything (duplicate documents, foreign tags, unknown aliases, keys that are
 * lists) is reported here, and a node of type KJ_NODE_BAD stands in its place: pass over it. */
#ifndef KJ_INGEST_YAML_NODES_H
#define KJ_INGEST_YAML_NODES_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"

#define KJ_YAML_MAX_BYTES ((size_t)64 << 20)
#define KJ_YAML_MAX_NODES ((size_t)16 << 20)
#define KJ_YAML_MAX_DEPTH 64
/* How much aliases may add to what is written; a unit is a node, or 64 bytes of text. */
#define KJ_YAML_MAX_COPIES 200000

typedef enum { KJ_NODE_SCALAR, KJ_NODE_LIST, KJ_NODE_MAP, KJ_NODE_ALIAS, KJ_NODE_BAD } KjNodeType;

typedef struct KjYamlNode {
    uint8_t type;
    bool is_null;          /* scalars: nothing, ~ or null, without quotes */
    uint32_t line, column; /* from 1; columns count characters */
    uint32_t at;           /* scalar: where its text begins; alias: the node it stands for */
    uint32_t count;        /* scalar: bytes; list: items; map: pairs */
    uint32_t next;         /* the first node after this one and all it holds */
} KjYamlNode;

typedef struct KjYaml {
    const char *path;  /* borrowed */
    KjYamlNode *nodes; /* node 0 is the root */
    size_t count;      /* 0: the file is empty or holds only comments */
    size_t capacity;
    KjBuf text; /* of all scalars, each with a terminating NUL */
} KjYaml;

/* False if the file cannot be read as a whole; the reason is in diags, as are lesser problems. Clear
 * it in either case. */
bool kj_yaml_read(KjYaml *yaml, const char *path, const char *data, size_t len, KjDiags *diags);
void kj_yaml_clear(KjYaml *yaml);

/* The node itself, or what it stands for if it is an alias. */
static inline uint32_t kj_node_resolve(const KjYaml *yaml, uint32_t node)
{
    const KjYamlNode *n = &yaml->nodes[node];
    return n->type == KJ_NODE_ALIAS ? n->at : node;
}

static inline KjText kj_node_text(const KjYaml *yaml, uint32_t node)
{
    const KjYamlNode *n = &yaml->nodes[node];
    return (KjText){yaml->text.data + n->at, n->count};
}

static inline KjPlace kj_node_place(const KjYaml *yaml, uint32_t node)
{
    const KjYamlNode *n = &yaml->nodes[node];
    return (KjPlace){yaml->path, n->line, n->column};
}

#endif
