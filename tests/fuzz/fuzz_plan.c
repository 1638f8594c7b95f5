/* Plans in JSON. */
#include "input.h"
#include "scenarios/plan/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_plan *plan;
    if (mlg_plan_read(fuzz_file(data, size, ".json"), &plan, &err) == MLG_OK)
        mlg_plan_destroy(plan);
    return 0;
}
