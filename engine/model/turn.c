/* The order of verdicts, by what they leave to be done. */
#include "engine/model/turn.h"

int kj_verdict_gravity(KjVerdict verdict)
{
    static const uint8_t of[KJ_VERDICTS + 1] = {
        [KJ_FAIL] = 6,   [KJ_PARTIAL] = 5, [KJ_FAULT] = 4, [KJ_UNKNOWN] = 3,
        [KJ_WAIVED] = 2, [KJ_PASS] = 1,    [KJ_NA] = 0,    [KJ_NO_VERDICT] = 0};
    return of[verdict];
}

KjTurn kj_turn(KjVerdict before, KjVerdict after)
{
    int from = kj_verdict_gravity(before), to = kj_verdict_gravity(after);
    int nothing = kj_verdict_gravity(KJ_PASS);
    from = from < nothing ? nothing : from;
    to = to < nothing ? nothing : to;
    return to > from ? KJ_WORSE : to < from ? KJ_BETTER : KJ_ALIKE;
}

const char *kj_turn_name(KjTurn turn)
{
    static const char *const names[KJ_TURNS] = {"worse", "better", "other"};
    return names[turn];
}
