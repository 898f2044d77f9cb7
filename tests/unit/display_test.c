/* What a worker sends of registers and matrices is believed only if it fits the registry. */
#include "engine/output/display.h"
#include "tests/unit/check.h"

#include <string.h>

typedef struct Fixture {
    KjArena *arena;
    KjRegistry registry; /* display 0: a register of two columns, 1: a matrix */
} Fixture;

static Fixture *make(void)
{
    KjArena *arena = kj_arena_new();
    Fixture *f = kj_arena_alloc(arena, sizeof *f);

    f->arena = arena;
    f->registry.displays = kj_arena_array(arena, 2, sizeof *f->registry.displays);
    f->registry.display_count = 2;
    f->registry.displays[0] = (KjDisplay){.column_count = 2};
    f->registry.displays[1] = (KjDisplay){.column_count = 2, .matrix = true};
    return f;
}

static KjValue list_of(Fixture *f, size_t count, KjValue value)
{
    KjTree list = kj_tree_list(f->arena);

    for (size_t i = 0; i < count; i++)
        kj_tree_add(&list, value);
    return list.value;
}

static KjValue fault(Fixture *f, int64_t column)
{
    KjTree map = kj_tree_map(f->arena);

    kj_tree_set(&map, "column", kj_value_int(column));
    kj_tree_set(&map, "text", kj_value_text(KJ_TEXT("why")));
    return map.value;
}

static KjValue row(Fixture *f, size_t cells, KjValue faults)
{
    KjTree map = kj_tree_map(f->arena);

    kj_tree_set(&map, "id", kj_value_text(KJ_TEXT("a")));
    kj_tree_set(&map, "cells", list_of(f, cells, kj_value_none()));
    kj_tree_set(&map, "faults", faults);
    return map.value;
}

static bool fits(Fixture *f, KjValue display)
{
    KjTree organization = kj_tree_map(f->arena), whole = kj_tree_map(f->arena);

    kj_tree_set(&organization, "displays", list_of(f, 1, display));
    kj_tree_set(&whole, "organizations", list_of(f, 1, organization.value));
    return kj_display_fits(&f->registry, &whole.value);
}

static bool register_fits(Fixture *f, int64_t number, KjValue one)
{
    KjTree map = kj_tree_map(f->arena);

    kj_tree_set(&map, "display", kj_value_int(number));
    kj_tree_set(&map, "rows", list_of(f, 1, one));
    return fits(f, map.value);
}

static bool matrix_fits(Fixture *f, KjValue down, size_t across, size_t cells, size_t marks)
{
    KjTree map = kj_tree_map(f->arena);

    kj_tree_set(&map, "display", kj_value_int(1));
    kj_tree_set(&map, "down", down);
    kj_tree_set(&map, "across", list_of(f, across, kj_value_text(KJ_TEXT("x"))));
    kj_tree_set(&map, "cells", list_of(f, cells, kj_value_int(1)));
    kj_tree_set(&map, "marks", list_of(f, marks, kj_value_bool(true)));
    return fits(f, map.value);
}

TEST(rows_have_a_cell_for_every_column)
{
    Fixture *f = make();
    KjValue none = list_of(f, 0, kj_value_none());

    CHECK(register_fits(f, 0, row(f, 2, none)));
    CHECK(!register_fits(f, 0, row(f, 1, none)));
    CHECK(!register_fits(f, 0, row(f, 3, none)));
    CHECK(!register_fits(f, 0, kj_value_int(1)));
    CHECK(!register_fits(f, 2, row(f, 2, none)));
    CHECK(!register_fits(f, -1, row(f, 2, none)));
    kj_arena_free(f->arena);
}

TEST(faults_name_a_column)
{
    Fixture *f = make();

    CHECK(register_fits(f, 0, row(f, 2, list_of(f, 1, fault(f, 1)))));
    CHECK(!register_fits(f, 0, row(f, 2, list_of(f, 1, fault(f, 2)))));
    CHECK(!register_fits(f, 0, row(f, 2, list_of(f, 1, fault(f, -1)))));
    CHECK(!register_fits(f, 0, row(f, 2, list_of(f, 1, kj_value_none()))));
    kj_arena_free(f->arena);
}

TEST(matrices_have_a_cell_for_every_pair)
{
    Fixture *f = make();
    KjValue two = list_of(f, 2, kj_value_text(KJ_TEXT("y")));
    KjValue none = list_of(f, 0, kj_value_none());

    CHECK(matrix_fits(f, two, 3, 6, 6));
    CHECK(matrix_fits(f, two, 3, 6, 0));
    CHECK(matrix_fits(f, none, 0, 0, 0));
    CHECK(matrix_fits(f, two, 0, 0, 0));
    CHECK(!matrix_fits(f, two, 3, 5, 0));
    CHECK(!matrix_fits(f, two, 3, 8, 0));
    CHECK(!matrix_fits(f, two, 0, 2, 0));
    CHECK(!matrix_fits(f, none, 3, 3, 0));
    CHECK(!matrix_fits(f, two, 3, 6, 5));
    CHECK(!matrix_fits(f, list_of(f, 2, kj_value_int(1)), 3, 6, 0));
    kj_arena_free(f->arena);
}

int main(void)
{
    return RUN(rows_have_a_cell_for_every_column, faults_name_a_column,
               matrices_have_a_cell_for_every_pair);
}
