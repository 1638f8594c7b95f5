#include "base/file.h"
#include "base/memory.h"
#include "base/quote.h"
#include "scenarios/plan/plan.h"
#include "scenarios/sweep/sweep_parts.h"

#include <stdlib.h>
#include <string.h>

static void print_number(FILE *stream, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    fputc(',', stream);
    if (json_is_number(value))
        fprintf(stream, "%.12g", json_number_value(value));
}

static void print_goals(FILE *stream, const json_t *goals, size_t n_goals)
{
    for (size_t g = 0; g < n_goals; g++) {
        const json_t *goal = json_array_get(goals, g);
        const char *name = json_string_value(json_object_get(goal, "goal"));
        fprintf(stream, ",%s", name ? name : "");
        print_number(stream, goal, "value");
        print_number(stream, goal, "bound");
        print_number(stream, goal, "gap_percent");
        fprintf(stream, ",%s",
                goal ? json_is_true(json_object_get(goal, "proven")) ? "yes" : "no" : "");
    }
}

static void print_plan(FILE *stream, const json_t *plan, size_t n_goals)
{
    const json_t *sites = json_object_get(plan, "sites"), *times = json_object_get(plan, "times"),
                 *after = json_object_get(times, "plan"),
                 *totals = json_object_get(json_object_get(plan, "totals"), "plan");
    fprintf(stream, ",%zu", json_array_size(json_object_get(sites, "new")));
    print_number(stream, totals, "covered");
    print_number(stream, totals, "covered_percent");
    print_number(stream, after, "mean_min");
    print_number(stream, after, "p95_min");
    print_number(stream, after, "max_min");
    print_goals(stream, json_object_get(plan, "goals"), n_goals);
}

static void print_row(FILE *stream, const struct mlg_sweep_options *options, size_t number,
                      const struct mlg_variant *variant, const struct mlg_plan *plan,
                      size_t n_goals)
{
    size_t choice[64];
    mlg_vary_choose(options->vary, options->n_vary, number, choice);
    for (size_t i = 0; i < options->n_vary; i++) {
        mlg_print_csv(stream, options->vary[i].value[choice[i]]);
        fputc(',', stream);
    }
    if (plan)
        fputs("plan,", stream);
    else
        fputs(variant->status == MLG_INFEASIBLE ? "infeasible," : "failed,", stream);
    mlg_print_csv(stream, plan ? "" : variant->message);
    if (plan)
        print_plan(stream, plan->json, n_goals);
    else
        for (size_t i = 0; i < 6 + 5 * n_goals; i++)
            fputc(',', stream);
    fputs("\r\n", stream);
}

static void print_header(FILE *stream, const struct mlg_sweep_options *options, size_t n_goals)
{
    for (size_t i = 0; i < options->n_vary; i++)
        fprintf(stream, "%s,", options->vary[i].path);
    fputs("state,message,new_sites,covered_residents,covered_percent,mean_min,p95_min,max_min",
          stream);
    for (size_t g = 1; g <= n_goals; g++)
        fprintf(stream,
                ",goal_%zu,goal_%zu_value,goal_%zu_bound,goal_%zu_gap_percent,goal_%zu_proven", g,
                g, g, g, g);
    fputs("\r\n", stream);
}

static size_t count_goals(struct mlg_plan *const *plans, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t goals = plans[i] ? json_array_size(json_object_get(plans[i]->json, "goals")) : 0;
        most = goals > most ? goals : most;
    }
    return most;
}

enum mlg_status mlg_sweep_table(const struct mlg_sweep_options *options,
                                const struct mlg_variant *variants, size_t n, struct mlg_error *err)
{
    struct mlg_output output;
    char *path = NULL;
    struct mlg_plan **plans = mlg_alloc_zero(n, sizeof *plans);
    if (!plans || asprintf(&path, "%s/table.csv", options->folder) < 0) {
        free(plans);
        return mlg_fail_memory(err, "a table", n * sizeof *plans);
    }
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        if (variants[i].status == MLG_OK)
            status = mlg_plan_read(variants[i].plan, &plans[i], err);
    if (status == MLG_OK)
        status = mlg_output_open(path, true, &output, err);
    if (status == MLG_OK) {
        size_t n_goals = count_goals(plans, n);
        print_header(output.stream, options, n_goals);
        for (size_t i = 0; i < n; i++)
            print_row(output.stream, options, i, &variants[i], plans[i], n_goals);
        status = mlg_output_commit(&output, err);
    }
    for (size_t i = 0; i < n; i++)
        mlg_plan_destroy(plans[i]);
    free(plans);
    free(path);
    return status;
}
