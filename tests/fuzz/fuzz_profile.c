/* Profiles: rules and speeds in YAML. */
#include "input.h"
#include "network/profiles/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_profile *profile;
    if (mlg_profile_load(fuzz_file(data, size, ".yaml"), &profile, &err) == MLG_OK)
        mlg_profile_destroy(profile);
    return 0;
}
