// Any bytes as a CSV file.
#include "tests/fuzz/table_checks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reader(kj_csv_read, "a/b.csv", (const char *)data, size);
    return 0;
}
