/* A YAML document as a plain tree: maps, lists, text; nothing, ~ and null are KJ_NONE. For settings
 * and pack tests, which have no schema. Keys are brought to NFKC, values kept as they are. An empty
 * file is KJ_NONE. */
#include "engine/ingest/ingest.h"
#include "engine/ingest/tell.h"
#include "engine/ingest/yaml_nodes.h"

#include <stdlib.h>

typedef struct Tree {
    const KjYaml *yaml;
    KjArena *arena;
    KjDiags *diags;
    KjTreePlaces *places; /* or NULL */
} Tree;

static void note_place(const Tree *tree, uint32_t node, KjText text)
{
    const KjYamlNode *n = &tree->yaml->nodes[node];
    KjTreeText item = {text.data, n->line, n->column};
    if (tree->places)
        KJ_PUSH(tree->places->items, tree->places->count, tree->places->capacity, item);
}

static KjValue value_of(const Tree *tree, uint32_t node);

static KjText kept_text(const Tree *tree, uint32_t node)
{
    KjText text = kj_node_text(tree->yaml, node);
    KjText kept = {kj_arena_strndup(tree->arena, text.data, text.len), text.len};
    note_place(tree, node, kept);
    return kept;
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
            note_place(tree, key, name);
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
    return kj_yaml_tree_placed(path, data, len, arena, diags, value, NULL);
}

static int by_bytes(const void *left, const void *right)
{
    const KjTreeText *a = left, *b = right;
    return (a->bytes > b->bytes) - (a->bytes < b->bytes);
}

KjPlace kj_tree_place(const KjTreePlaces *places, KjText text)
{
    KjTreeText key = {text.data, 0, 0};
    const KjTreeText *found =
        places->count ? bsearch(&key, places->items, places->count, sizeof key, by_bytes) : NULL;
    return (KjPlace){places->path, found ? found->line : 0, found ? found->column : 0};
}

void kj_tree_places_clear(KjTreePlaces *places)
{
    kj_free(places->items);
    *places = (KjTreePlaces){0};
}

bool kj_yaml_tree_placed(const char *path, const char *data, size_t len, KjArena *arena,
                         KjDiags *diags, KjValue *value, KjTreePlaces *places)
{
    KjYaml yaml;
    size_t errors = diags->errors;
    *value = kj_value_none();
    if (kj_yaml_read(&yaml, path, data, len, diags) && yaml.count > 0) {
        Tree tree = {&yaml, arena, diags, places};
        *value = value_of(&tree, 0);
    }
    if (places && places->count)
        qsort(places->items, places->count, sizeof *places->items, by_bytes);
    if (places)
        places->path = path;
    kj_yaml_clear(&yaml);
    return diags->errors == errors;
}
