/* The certificate of a bound on maximal covering: the multipliers of its Lagrangian relaxation. */
#include "solver/certificate/recording.h"

#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void mlg_certificate_multiplied(struct mlg_certificate *certificate, const int64_t *multiplier,
                                uint32_t n, int64_t bound)
{
    if (!certificate || certificate->lost)
        return;
    free(certificate->multiplier);
    certificate->bound = bound;
    certificate->multiplier = mlg_alloc(n, sizeof *multiplier);
    if (certificate->multiplier)
        memcpy(certificate->multiplier, multiplier, n * sizeof *multiplier);
    else
        certificate->lost = true;
}

/* The multiplier of a class of merged rows, shared out so that none of them gets more than its
 * weight. share [n_rows of the instance], on entry set for the rows of the core. */
static void share_out(const struct mlg_reduction *reduction, int64_t *weight, int64_t *share)
{
    for (size_t k = 0; k < reduction->n_steps; k++)
        if (reduction->step[k].kind == MLG_ROW_IMPLIED)
            weight[reduction->step[k].witness] += weight[reduction->step[k].which];
    for (size_t k = reduction->n_steps; k-- > 0;) {
        uint32_t row = reduction->step[k].which, witness = reduction->step[k].witness;
        if (reduction->step[k].kind != MLG_ROW_IMPLIED)
            continue;
        weight[witness] -= weight[row];
        share[row] = share[witness] < weight[row] ? share[witness] : weight[row];
        share[witness] -= share[row];
    }
}

static void write_shares(struct mlg_certificate *certificate, const int64_t *share)
{
    mlg_certificate_printf(certificate, "weights");
    for (uint32_t i = 0; i < certificate->instance->n_rows; i++)
        if (share[i] > 0)
            mlg_certificate_printf(certificate, " r%" PRIu32 " %" PRId64, certificate->row_name[i],
                                   share[i]);
    mlg_certificate_printf(certificate, "\n");
}

void mlg_certificate_most(struct mlg_certificate *certificate,
                          const struct mlg_reduction *reduction, int64_t all)
{
    if (!certificate || certificate->lost)
        return;
    const struct mlg_instance *instance = certificate->instance;
    int64_t *weight = mlg_alloc(instance->n_rows, sizeof *weight);
    int64_t *share = mlg_alloc_zero(instance->n_rows, sizeof *share);
    if (weight && share) {
        memcpy(weight, instance->weight, instance->n_rows * sizeof *weight);
        for (uint32_t i = 0; certificate->multiplier && i < reduction->core.instance->n_rows; i++)
            share[reduction->core.row_origin[i]] = certificate->multiplier[i];
        share_out(reduction, weight, share);
        write_shares(certificate, share);
        if (!certificate->multiplier)
            certificate->bound = all;
    } else {
        certificate->lost = true;
    }
    free(weight);
    free(share);
}
