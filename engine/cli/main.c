/* kijun: security and continuity standards, executable. */
#include "engine/base/mem.h"
#include "engine/cli/app.h"

int main(int argc, char **argv)
{
    kj_mem_keep_freed();
    return (int)kj_app_run(argc, argv);
}
