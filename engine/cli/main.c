/* kijun: security and continuity standards, executable. */
#include "engine/cli/app.h"

int main(int argc, char **argv)
{
    return (int)kj_app_run(argc, argv);
}
