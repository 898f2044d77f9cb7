/* What a worker does for the authors of packs. */
#ifndef KJ_EVAL_PACK_JOBS_H
#define KJ_EVAL_PACK_JOBS_H

#include "engine/eval/judge.h"
#include "engine/eval/worker.h"

/* KJ_JOB_MUTATE and KJ_JOB_COVER: see mutate.h and cover.h. asked: `more` of the job, or NULL. */
KjValue kj_pack_job(KjJobKind what, const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                    const KjJudgeOptions *options, const KjValue *asked, KjArena *arena);
/* KJ_JOB_TABLE: what a table of tests in Lua declares; what is wrong with it is told. */
KjValue kj_pack_job_table(KjLua *lua, const KjValue *job, KjArena *arena, KjDiags *diags);

#endif
