/* Set-covering instances of the OR-Library. */
#include "bench/solver_instance.h"
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_instance *instance;
    if (mlg_orlib_read(fuzz_file(data, size, ".txt"), &instance, &err) == MLG_OK)
        mlg_instance_destroy(instance);
    return 0;
}
