/* Registers and matrices as a tree of plain values, for the pipe:
 *
 *  { organizations = { { id, name, displays = { DISPLAY } } } }
 *  DISPLAY { display = number in the registry, rows = { ROW }; of a matrix besides: down, across
 *            (the steps: lists of texts, lowest first), cells (by row of `down`, then by column:
 *            values or KJ_NONE), marks (truth values in the same order, empty without marks) }
 *  ROW     { id, cells = { one per column: a value or KJ_NONE },
 *            faults = { { column, text } }: cells that could not be computed }
 */
#ifndef KJ_EVAL_DISPLAY_H
#define KJ_EVAL_DISPLAY_H

#include "engine/eval/judge.h"

/* Those that the selected packs declare for a command, for every organisation. */
KjValue kj_displays(KjJudge *judge, KjText command, KjArena *arena);

#endif
