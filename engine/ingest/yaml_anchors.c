/* Anchors by name, numbered by atoms; the table is only made when the first is seen. */
#include "engine/ingest/yaml_anchors.h"

#include "engine/ingest/tell.h"

void kj_anchors_clear(KjAnchors *anchors)
{
    if (anchors->names)
        kj_atoms_free(anchors->names);
    kj_free(anchors->items);
    *anchors = (KjAnchors){0};
}

KjAtom kj_anchors_begin(KjAnchors *anchors, const char *name, uint32_t node)
{
    if (!name)
        return KJ_NO_ATOM;
    if (!anchors->names)
        anchors->names = kj_atoms_new(NULL);
    KjAtom atom = kj_atom(anchors->names, kj_text(name));
    if (atom >= anchors->capacity) {
        anchors->capacity = (size_t)atom * 2 + 8;
        anchors->items =
            kj_realloc_array(anchors->items, anchors->capacity, sizeof *anchors->items);
    }
    anchors->items[atom] = (KjAnchor){.node = node, .open = true};
    return atom;
}

/* The same name may have been given again within the node: then that anchor counts. */
void kj_anchors_end(KjAnchors *anchors, KjAtom anchor, uint32_t node, uint64_t weight, int height)
{
    if (anchor != KJ_NO_ATOM && anchors->items[anchor].node == node)
        anchors->items[anchor] = (KjAnchor){node, weight, height, false};
}

const KjAnchor *kj_anchors_find(const KjAnchors *anchors, const char *name, KjPlace place,
                                KjDiags *diags)
{
    KjAtom atom = anchors->names ? kj_atom_find(anchors->names, kj_text(name)) : KJ_NO_ATOM;
    if (atom != KJ_NO_ATOM && !anchors->items[atom].open)
        return &anchors->items[atom];
    const char *shown = kj_tell_text(diags->arena, kj_text(name));
    if (atom == KJ_NO_ATOM)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "別名「*%s」の元（「&%s」）がこれより前にありません。"
                "「*」をそのまま書くときは値を引用符で囲んでください",
                "alias '*%s' has no anchor '&%s' before it; put the value in quotes if '*' is "
                "meant itself",
                shown, shown);
    else
        kj_diag(diags, KJ_ERROR, place, NULL,
                "別名「*%s」が自分自身を含んでいます。値を直接書いてください",
                "alias '*%s' stands within its own anchor; write the value itself", shown);
    return NULL;
}
