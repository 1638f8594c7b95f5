#include "network/search/sweep_kernel.h"

#include <stddef.h>

extern const struct mlg_sweep_kernel mlg_sweep_kernel_avx512, mlg_sweep_kernel_avx2,
    mlg_sweep_kernel_portable;

const struct mlg_sweep_kernel *const mlg_sweep_kernels[] = {
#ifdef __x86_64__
    &mlg_sweep_kernel_avx512, &mlg_sweep_kernel_avx2,
#endif
    &mlg_sweep_kernel_portable, NULL};

const struct mlg_sweep_kernel *mlg_sweep_kernel_choose(void)
{
    size_t i = 0;
    while (!mlg_sweep_kernels[i]->runs_here())
        i++;
    return mlg_sweep_kernels[i];
}
