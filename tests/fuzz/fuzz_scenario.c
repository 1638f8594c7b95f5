/* Scenarios in YAML. */
#include "input.h"
#include "scenarios/language/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_scenario *scenario;
    if (mlg_scenario_load(fuzz_file(data, size, ".yaml"), &scenario, &err) == MLG_OK)
        mlg_scenario_destroy(scenario);
    return 0;
}
