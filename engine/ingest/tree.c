/* A YAML document as a plain tree: maps, lists, text; nothing, ~ and null are KJ_NONE. For settings
 * and pack tests, which have no schema. Keys are brought to NFKC, values kept as they are. An empty
 * file is KJ_NONE. */
#include "engine/ingest/ingest.h"
#include "engine/ingest/tell.h"
#include "engine/ingest/yaml_nodes.h"

typedef struct Tree {
    const KjYaml *yaml;
    KjArena *arena;
    KjDiags *diags;
} Tree;

static KjValue value_of(const Tree *tree, uint32_t node);

static KjText kept_text(const Tree *tree, uint32_t node)
{
    KjText text = kj_node_text(tree->yaml, node);
    return (KjText){kj_arena_strndup(tree->arena, text.data, text.len), text.len};
}

static KjValue list_of(const Tree *tree, uint32_t node)
{
    const KjYamlNode *nodes = tree->yaml->nodes;
    KjValue value = {.type = KJ_LIST};
    value.u.list.items = kj_arena_array(tree->arena, nodes[node].count, sizeof(KjValue));
    for (uint32_t i = node + 1; i < nodes[node].next; i = nodes[i].next)
        value.u.list.items[value.u.list.count++] = value_of(tree, i);
    return value;
}

/* Keys are numbered by atoms as they come: a number that is not new is a key given twice. */
static bool note_key(const Tree *tree, KjAtoms *keys, uint32_t node, KjText key)
{
    uint32_t known = kj_atom_count(keys);
    if (kj_atom(keys, key) >= known)
        return true;
    kj_diag(tree->diags, KJ_ERROR, kj_node_place(tree->yaml, node), kj_tell_text(tree->arena, key),
            "同じ項目が2回書かれています。どちらかを削除してください", "given twice; remove one");
    return false;
}

static KjValue map_of(const Tree *tree, uint32_t node)
{
    const KjYamlNode *nodes = tree->yaml->nodes;
    KjValue value = {.type = KJ_MAP};
    KjAtoms *keys = kj_atoms_new(NULL);
    value.u.map.pairs = kj_arena_array(tree->arena, nodes[node].count, sizeof(KjPair));
    for (uint32_t at = node + 1; at < nodes[node].next;) {
        uint32_t key = kj_node_resolve(tree->yaml, at), given = nodes[at].next;
        if (nodes[key].type == KJ_NODE_SCALAR) {
            KjText name = kj_text_nfkc(tree->arena, kept_text(tree, key));
            if (note_key(tree, keys, at, name))
                value.u.map.pairs[value.u.map.count++] = (KjPair){name, value_of(tree, given)};
        }
        at = nodes[given].next;
    }
    kj_atoms_free(keys);
    return value;
}

static KjValue value_of(const Tree *tree, uint32_t node)
{
    uint32_t at = kj_node_resolve(tree->yaml, node);
    const KjYamlNode *n = &tree->yaml->nodes[at];
    switch (n->type) {
    case KJ_NODE_LIST: return list_of(tree, at);
    case KJ_NODE_MAP: return map_of(tree, at);
    case KJ_NODE_SCALAR: return n->is_null ? kj_value_none() : kj_value_text(kept_text(tree, at));
    default: return kj_value_none();
    }
}

bool kj_yaml_tree(const char *path, const char *data, size_t len, KjArena *arena, KjDiags *diags,
                  KjValue *value)
{
    KjYaml yaml;
    size_t errors = diags->errors;
    *value = kj_value_none();
    if (kj_yaml_read(&yaml, path, data, len, diags) && yaml.count > 0) {
        Tree tree = {&yaml, arena, diags};
        *value = value_of(&tree, 0);
    }
    kj_yaml_clear(&yaml);
    return diags->errors == errors;
}
