#include "scenarios/run/model_import.h"

#include "base/memory.h"
#include "scenarios/run/question.h"
#include "scenarios/run/work.h"
#include "solver/siting/siting_count.h"
#include "solver/siting/siting_exchange.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 128, WORDS_TO_VALUE = 2 };

/* A column of the model, by its name. */
struct column {
    char name[NAME_BYTES];
    uint32_t site;
    bool read;
};

/* As solver/siting/siting_write.c spells it. */
static void spell(const struct mlg_siting *problem, uint32_t site, const char *id, char *name)
{
    snprintf(name, NAME_BYTES, "%s_%.80s", mlg_site_is_new(problem, site) ? "open" : "keep", id);
    for (char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9')))
            *c = '_';
}

static int by_name(const void *left, const void *right)
{
    const struct column *a = left, *b = right;
    return strcmp(a->name, b->name);
}

/* What is open whatever a solution says is open already. */
static enum mlg_status list_columns(const struct mlg_question *question,
                                    const struct mlg_tables *tables, struct column *column,
                                    bool *open, struct mlg_error *err)
{
    const struct mlg_siting *problem = &question->siting;
    size_t n = tables->n_sites;
    for (uint32_t s = 0; s < n; s++) {
        spell(problem, s, mlg_tables_site(tables, s).id, column[s].name);
        column[s].site = s;
        column[s].read = false;
        open[s] = mlg_site_is_fixed(problem, s);
    }
    qsort(column, n, sizeof *column, by_name);
    for (size_t s = 1; s < n; s++)
        if (strcmp(column[s].name, column[s - 1].name) == 0)
            return mlg_fail(err, MLG_BAD_INPUT,
                            "the sites '%s' and '%s' have the same name in the model, '%s'",
                            mlg_tables_site(tables, column[s - 1].site).id,
                            mlg_tables_site(tables, column[s].site).id, column[s].name);
    return MLG_OK;
}

/* The value is the first number of the next words: some solvers put a mark before it. A name that
 * comes again, with its reduced cost, was read already. */
static size_t read_values(FILE *stream, struct column *column, size_t n, bool *open)
{
    char word[NAME_BYTES], *end;
    struct column *found = NULL;
    size_t n_read = 0;
    int words = 0;
    while (fscanf(stream, "%127s", word) == 1) {
        double value = strtod(word, &end);
        if (found && words++ < WORDS_TO_VALUE && end != word && !*end) {
            open[found->site] |= value > 0.5;
            found->read = true;
            n_read++;
            found = NULL;
            continue;
        }
        struct column key = {0};
        memcpy(key.name, word, sizeof word);
        struct column *next = bsearch(&key, column, n, sizeof *column, by_name);
        if (next) {
            found = next->read ? NULL : next;
            words = 0;
        }
    }
    return n_read;
}

static enum mlg_status read_solution(const char *path, const struct mlg_question *question,
                                     const struct mlg_tables *tables, bool *open,
                                     struct mlg_error *err)
{
    struct column *column = mlg_alloc(tables->n_sites, sizeof *column);
    enum mlg_status status = column
                                 ? list_columns(question, tables, column, open, err)
                                 : mlg_fail_memory(err, "names", tables->n_sites * sizeof *column);
    FILE *stream = status == MLG_OK ? fopen(path, "re") : NULL;
    if (status == MLG_OK && !stream)
        status =
            mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot open '%s': %s", path, strerror(errno));
    if (status == MLG_OK && read_values(stream, column, tables->n_sites, open) == 0) {
        mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                    "'%s' has no value of a column 'open_ID' or 'keep_ID'", path);
        status = mlg_hint(err, "expected a solution of 'maillage model export' of this scenario, "
                               "with the names of its columns");
    }
    if (stream)
        fclose(stream);
    free(column);
    return status;
}

/* Any plan obeys these bounds: nothing is lost. */
static enum mlg_status make_solution(const struct mlg_question *question, const bool *open,
                                     const struct mlg_solve_options *options,
                                     const struct mlg_monitor *monitor, const char *path,
                                     struct mlg_siting_solution **solution, struct mlg_error *err)
{
    const struct mlg_siting *problem = &question->siting;
    if (problem->capacity)
        return mlg_fail(err, MLG_BAD_SCENARIO,
                        "a solution with capacities cannot come back as a plan");
    if (!mlg_siting_obeys_sites(problem, open) || !mlg_siting_obeys_coverage(problem, open))
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "the sites of '%s' break a rule of the scenario", path);
    int64_t *bound = mlg_alloc(problem->n_goals, sizeof *bound);
    if (!bound)
        return mlg_fail_memory(err, "bounds", problem->n_goals * sizeof *bound);
    for (size_t g = 0; g < problem->n_goals; g++) {
        enum mlg_goal_kind kind = problem->goals[g].kind;
        bound[g] = mlg_goal_is_gain(kind) ? mlg_goal_base(problem, kind) : 0;
        for (uint32_t j = 0; kind == MLG_GOAL_FEWEST_SITES && j < problem->reach->n_sites; j++)
            bound[g] -= mlg_site_gain(problem, j) > 0 ? mlg_site_gain(problem, j) : 0;
    }
    enum mlg_status status =
        mlg_siting_solution_of(problem, open, bound, options, monitor, solution, err);
    free(bound);
    return status;
}

static enum mlg_status import(const struct mlg_scenario *scenario,
                              const struct mlg_solve_options *solver, const char *path,
                              const struct mlg_monitor *monitor, struct mlg_work *work,
                              struct mlg_error *err)
{
    struct mlg_question *question = NULL;
    bool *open = mlg_alloc_zero(work->tables->n_sites, sizeof *open);
    enum mlg_status status =
        open ? mlg_question_create(scenario, work->tables, work->terms, work->times, &question, err)
             : mlg_fail_memory(err, "a plan", work->tables->n_sites);
    if (status == MLG_OK)
        status = read_solution(path, question, work->tables, open, err);
    if (status == MLG_OK)
        status = make_solution(question, open, solver, monitor, path, &work->solution, err);
    mlg_question_destroy(question);
    free(open);
    return status;
}

enum mlg_status mlg_run_import(const struct mlg_scenario *scenario,
                               const struct mlg_run_options *options, const char *path,
                               const struct mlg_monitor *monitor, struct mlg_plan **plan,
                               struct mlg_error *err)
{
    const char *folder = options->output_folder ? options->output_folder : scenario->output_folder;
    const struct mlg_solve_options solver = mlg_work_options(scenario, options);
    struct mlg_outputs outputs;
    enum mlg_status status = mlg_outputs_open(scenario, folder, options->overwrite, &outputs, err);
    if (status != MLG_OK)
        return status;
    struct mlg_work work = {0};
    status = mlg_work_prepare(scenario, options, monitor, &work, err);
    if (status == MLG_OK)
        status = import(scenario, &solver, path, monitor, &work, err);
    if (status == MLG_OK)
        status = mlg_work_conclude(scenario, &solver, &work, monitor, &outputs, plan, err);
    mlg_work_finish(&work);
    mlg_outputs_finish(&outputs);
    return status;
}
