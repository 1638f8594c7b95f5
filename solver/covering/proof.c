#include "solver/covering/proof.h"

#include "base/memory.h"
#include "solver/count.h"

#include <stdlib.h>
#include <string.h>

bool mlg_proof_ended(const struct mlg_proof *proof)
{
    return mlg_control_satisfied(proof->control, proof->value, proof->bound) ||
           mlg_control_halted(proof->control);
}

int64_t mlg_proof_limit(const struct mlg_proof *proof)
{
    return proof->value - proof->step - proof->taken_cost;
}

void mlg_proof_raise(struct mlg_proof *proof, int64_t core_bound)
{
    int64_t bound = core_bound + proof->taken_cost;
    int64_t rounded = (bound + proof->step - 1) / proof->step * proof->step;
    if (rounded > proof->value)
        rounded = proof->value;
    if (rounded > proof->bound)
        proof->bound = rounded;
}

void mlg_proof_close(struct mlg_proof *proof)
{
    proof->bound = proof->value;
}

uint32_t mlg_proof_origin(const struct mlg_proof *proof, uint32_t col)
{
    return proof->core == proof->whole ? col : proof->part.col_origin[col];
}

void mlg_proof_offer(struct mlg_proof *proof, const bool *columns)
{
    int64_t cost = proof->taken_cost + mlg_count_cost(proof->core, columns);
    if (cost >= proof->value)
        return;
    proof->value = cost;
    memcpy(proof->chosen, proof->taken, proof->whole->n_cols * sizeof *proof->chosen);
    for (uint32_t j = 0; j < proof->core->n_cols; j++)
        if (columns[j])
            proof->chosen[mlg_proof_origin(proof, j)] = true;
}

enum mlg_status mlg_proof_shrink(struct mlg_proof *proof, struct mlg_part *core,
                                 struct mlg_error *err)
{
    struct mlg_relaxation *shrunk;
    enum mlg_status status = mlg_relaxation_shrink(proof->relaxation, core, &shrunk, err);
    if (status != MLG_OK)
        return status;
    for (uint32_t j = 0; j < proof->core->n_cols; j++)
        if (proof->relaxation->fixed[j] == MLG_IN) {
            proof->taken[mlg_proof_origin(proof, j)] = true;
            proof->taken_cost += proof->core->cost[j];
        }
    mlg_certificate_shrunk(proof->control->certificate, core, proof->taken_cost);
    for (uint32_t q = 0; q < core->instance->n_cols; q++)
        core->col_origin[q] = mlg_proof_origin(proof, core->col_origin[q]);
    mlg_relaxation_destroy(proof->relaxation);
    mlg_part_finish(&proof->part);
    proof->relaxation = shrunk;
    proof->part = *core;
    proof->core = proof->part.instance;
    *core = (struct mlg_part){0};
    return MLG_OK;
}

enum mlg_status mlg_prove(const struct mlg_instance *instance, const struct mlg_control *control,
                          bool *chosen, int64_t *value, int64_t *bound, struct mlg_error *err)
{
    struct mlg_proof proof = {
        .control = control,
        .whole = instance,
        .core = instance,
        .chosen = chosen,
        .value = *value,
        .step = mlg_instance_cost_step(instance),
        .taken = mlg_alloc_zero(instance->n_cols, sizeof *proof.taken),
    };
    mlg_random_seed(&proof.random, control->seed);
    mlg_proof_raise(&proof, *bound);
    enum mlg_status status = MLG_OK;
    if (!proof.taken)
        status = mlg_fail_memory(err, "a proof", instance->n_cols);
    if (status == MLG_OK)
        status = mlg_relaxation_create(instance, &proof.relaxation, err);
    if (status == MLG_OK) {
        proof.relaxation->certificate = control->certificate;
        status = mlg_strengthen(&proof, err);
    }
    if (status == MLG_OK && !mlg_proof_ended(&proof))
        status = mlg_branch(&proof, err);
    mlg_relaxation_destroy(proof.relaxation);
    mlg_part_finish(&proof.part);
    free(proof.taken);
    if (status != MLG_OK)
        return status;
    *value = proof.value;
    *bound = proof.bound;
    return MLG_OK;
}
