/* Rows of a siting program for capacities: residents are placed at open sites within their limit,
 * a demand's divided among several where that helps. */
#include "solver/siting/siting_program.h"

#include <math.h>

static enum mlg_status place_demand(struct mlg_program *program, uint32_t demand,
                                    struct mlg_error *err)
{
    const struct mlg_reach *reach = program->problem->reach;
    double weight = (double)program->problem->weight[demand] / program->people;
    mlg_row_add(program, program->first_u + demand, 1);
    for (uint64_t k = reach->first[demand]; k < reach->first[demand + 1]; k++)
        if (program->place_var[k] != UINT32_MAX)
            mlg_row_add(program, program->place_var[k], 1);
    enum mlg_status status = mlg_row_end(program, weight, weight, err);
    for (uint64_t k = reach->first[demand]; status == MLG_OK && k < reach->first[demand + 1]; k++) {
        if (program->place_var[k] == UINT32_MAX || program->site_var[reach->site[k]] == UINT32_MAX)
            continue;
        mlg_row_add(program, program->place_var[k], 1);
        mlg_row_site(program, reach->site[k], -weight);
        status = mlg_row_end(program, -INFINITY, 0, err);
    }
    return status;
}

static enum mlg_status fill_sites(struct mlg_program *program, struct mlg_error *err)
{
    const struct mlg_siting *problem = program->problem;
    enum mlg_status status = MLG_OK;
    int64_t total = mlg_siting_weight(problem);
    for (uint32_t j = 0; status == MLG_OK && j < problem->reach->n_sites; j++) {
        int64_t places = problem->capacity[j] < total ? problem->capacity[j] : total;
        for (uint64_t k = program->site_first[j]; k < program->site_first[j + 1]; k++)
            mlg_row_add(program, program->place_var[program->site_entry[k]], 1);
        mlg_row_site(program, j, -(double)places / program->people);
        status = mlg_row_end(program, -INFINITY, 0, err);
    }
    return status;
}

enum mlg_status mlg_rules_of_places(struct mlg_program *program, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    if (!program->problem->capacity)
        return status;
    for (uint32_t i = 0; status == MLG_OK && i < program->problem->reach->n_demands; i++)
        status = place_demand(program, i, err);
    if (status == MLG_OK)
        status = fill_sites(program, err);
    return status;
}
