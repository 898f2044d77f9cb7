/* Verdicts by how grave they are, and whether a change from one to another is for the worse. */
#ifndef KJ_MODEL_TURN_H
#define KJ_MODEL_TURN_H

#include "engine/model/run.h"

typedef enum { KJ_WORSE, KJ_BETTER, KJ_ALIKE, KJ_TURNS } KjTurn;

/* From grave to light: fail, partial, error, unknown, waived, pass, n/a and what is not judged (0). */
int kj_verdict_gravity(KjVerdict verdict);
/* KJ_NO_VERDICT is what is not judged. Pass, n/a and not judged leave nothing to be done: they are alike. */
KjTurn kj_turn(KjVerdict before, KjVerdict after);
const char *kj_turn_name(KjTurn turn); /* worse, better, other */

#endif
