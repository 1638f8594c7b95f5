#include "scenarios/alternatives/alternatives.h"

#include "base/memory.h"
#include "scenarios/plan/figures.h"
#include "scenarios/plan/goal_unit.h"
#include "scenarios/plan/plan_sources.h"
#include "scenarios/run/question.h"
#include "scenarios/run/work.h"
#include "solver/siting/siting_exchange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a search for alternatives has in hand. */
struct search {
    const struct mlg_alternatives_options *options;
    const struct mlg_monitor *monitor;
    struct mlg_run_options run;
    struct mlg_solve_options solver;
    struct mlg_plan_sources *sources;
    struct mlg_work work;
    struct mlg_question *question;
    bool *open;     /* [n_sites]: of the given plan */
    int64_t *bound; /* [n_goals] */
    struct mlg_exchange *exchange;
    char *folder;
    json_t *plans; /* what is told of each */
};

static void search_finish(struct search *search)
{
    mlg_siting_exchange_destroy(search->exchange);
    mlg_question_destroy(search->question);
    mlg_work_finish(&search->work);
    mlg_plan_sources_close(search->sources);
    free(search->open);
    free(search->bound);
    free(search->folder);
}

/* The plan's folder, or the one that the user says. */
static enum mlg_status set_folder(struct search *search, const char *plan_path,
                                  struct mlg_error *err)
{
    const char *slash = strrchr(plan_path, '/');
    size_t length = slash ? (size_t)(slash - plan_path) : 0;
    if (search->options->folder)
        search->folder = mlg_strdup(search->options->folder);
    else
        search->folder = slash ? strndup(plan_path, length ? length : 1) : mlg_strdup(".");
    return search->folder ? MLG_OK : mlg_fail_memory(err, "a file name", strlen(plan_path));
}

/* What the plan has open, and the bounds that it claims. */
static enum mlg_status take_plan(struct search *search, const char *plan_path,
                                 struct mlg_error *err)
{
    const struct mlg_plan_sources *sources = search->sources;
    const struct mlg_scenario *scenario = sources->scenario;
    const json_t *goals = json_object_get(sources->plan->json, "goals");
    if (json_array_size(goals) != scenario->n_goals)
        return mlg_fail_at(err, MLG_BAD_INPUT, plan_path, 0, 0,
                           "the plan '%s' claims %zu of the scenario's %zu goals", plan_path,
                           json_array_size(goals), scenario->n_goals);
    search->open = mlg_alloc_zero(sources->tables->n_sites, sizeof *search->open);
    search->bound = mlg_alloc(scenario->n_goals, sizeof *search->bound);
    if (!search->open || !search->bound)
        return mlg_fail_memory(err, "a plan", sources->tables->n_sites);
    for (size_t s = 0; s < sources->n_sites; s++)
        search->open[sources->sites[s]] = true;
    for (size_t g = 0; g < scenario->n_goals; g++) {
        const json_t *bound = json_object_get(json_array_get(goals, g), "bound");
        search->bound[g] =
            llround(json_number_value(bound) * (double)mlg_goal_unit(&scenario->goals[g]).scale);
    }
    return MLG_OK;
}

static enum mlg_status open_plan(struct search *search, const char *plan_path,
                                 struct mlg_error *err)
{
    const struct mlg_plan_sources_options from = {
        .scenario = search->options->scenario,
        .cache_folder = search->options->cache_folder,
        .threads = search->options->threads,
    };
    enum mlg_status status =
        mlg_plan_sources_open(plan_path, &from, search->monitor, &search->sources, err);
    if (status == MLG_OK)
        status = take_plan(search, plan_path, err);
    if (status == MLG_OK)
        status = set_folder(search, plan_path, err);
    return status;
}

static enum mlg_status find_plans(struct search *search, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = search->sources->scenario;
    const struct mlg_alternatives_options *options = search->options;
    const struct mlg_exchange_options exchange = {
        .count = options->count,
        .differ = options->differ,
        .within = options->within,
        .time_s = options->time_s < 0 ? 60 : options->time_s,
        .seed = scenario->solver.seed,
    };
    struct mlg_work *work = &search->work;
    search->run = (struct mlg_run_options){.threads = options->threads,
                                           .time_s = -1,
                                           .cache_folder = options->cache_folder,
                                           .overwrite = options->overwrite};
    search->solver = mlg_work_options(scenario, &search->run);
    enum mlg_status status = mlg_work_prepare(scenario, &search->run, NULL, work, err);
    if (status == MLG_OK)
        status = mlg_question_create(scenario, work->tables, work->terms, work->times,
                                     &search->question, err);
    if (status == MLG_OK)
        status = mlg_siting_exchange(&search->question->siting, search->open, &exchange,
                                     search->monitor, &search->exchange, err);
    return status;
}

static uint32_t count_not_in(const struct search *search, const bool *open, const bool *other)
{
    uint32_t n = 0;
    for (size_t s = search->work.tables->n_existing; s < search->work.tables->n_sites; s++)
        n += open[s] && !other[s];
    return n;
}

/* What is compared of a plan. differ: from the given one. */
static json_t *plan_json(const char *folder, const json_t *plan, uint32_t differ)
{
    const json_t *sites = json_object_get(plan, "sites");
    json_t *goals = json_object_get(plan, "goals");
    json_t *covered = json_object_get(json_object_get(json_object_get(plan, "totals"), "plan"),
                                      "covered_percent");
    json_t *mean =
        json_object_get(json_object_get(json_object_get(plan, "times"), "plan"), "mean_min");
    return json_pack("{s:s, s:I, s:I, s:O, s:O, s:O}", "folder", folder, "new_sites",
                     (json_int_t)json_array_size(json_object_get(sites, "new")),
                     "other_sites_than_given", (json_int_t)differ, "covered_percent", covered,
                     "mean_min", mean, "goals", goals);
}

/* One plan, with its files, to FOLDER/alternatives-N. */
static enum mlg_status write_plan(struct search *search, uint32_t index, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = search->sources->scenario;
    const bool *open = search->exchange->plan[index].open;
    struct mlg_work *work = &search->work;
    struct mlg_outputs outputs;
    struct mlg_plan *plan = NULL;
    char *folder;
    if (asprintf(&folder, "%s/alternatives-%u", search->folder, index + 1) < 0)
        return mlg_fail_memory(err, "a file name", strlen(search->folder));
    enum mlg_status status =
        mlg_outputs_open(scenario, folder, search->options->overwrite, &outputs, err);
    if (status == MLG_OK) {
        status = mlg_siting_solution_of(&search->question->siting, open, search->bound,
                                        &search->solver, search->monitor, &work->solution, err);
        if (status == MLG_OK)
            status = mlg_work_conclude(scenario, &search->solver, work, search->monitor, &outputs,
                                       &plan, err);
        mlg_outputs_finish(&outputs);
    }
    if (status == MLG_OK)
        search->plans = mlg_json_append(
            search->plans, plan_json(folder, plan->json, count_not_in(search, open, search->open)));
    mlg_siting_solution_destroy(work->solution);
    work->solution = NULL;
    mlg_plan_destroy(plan);
    free(folder);
    return status;
}

static json_t *id_json(const struct search *search, uint32_t number)
{
    const struct mlg_site site = mlg_tables_site(search->work.tables, number);
    return json_pack("{s:s, s:s}", "id", site.id, "name", site.name);
}

/* The sites that take its place in other plans, each once. */
static json_t *places_json(const struct search *search, uint32_t site)
{
    json_t *list = json_array();
    for (uint32_t s = 0; s < search->work.tables->n_sites; s++) {
        bool takes = false;
        for (uint32_t p = 0; p < search->exchange->n; p++)
            takes |= search->exchange->plan[p].taken_for[s] == site;
        if (takes)
            list = mlg_json_append(list, id_json(search, s));
    }
    return list;
}

/* A new site of any of the plans. */
static json_t *site_json(const struct search *search, uint32_t number)
{
    const struct mlg_exchange *exchange = search->exchange;
    const struct mlg_site site = mlg_tables_site(search->work.tables, number);
    uint32_t n = search->open[number];
    for (uint32_t p = 0; p < exchange->n; p++)
        n += exchange->plan[p].open[number];
    return json_pack("{s:s, s:s, s:b, s:I, s:b, s:o}", "id", site.id, "name", site.name, "given",
                     (int)search->open[number], "in_plans", (json_int_t)n, "only_place",
                     (int)exchange->only_place[number], "interchangeable_with",
                     places_json(search, number));
}

static json_t *sites_json(const struct search *search)
{
    json_t *list = json_array();
    for (uint32_t s = (uint32_t)search->work.tables->n_existing; s < search->work.tables->n_sites;
         s++) {
        bool open = search->open[s];
        for (uint32_t p = 0; p < search->exchange->n; p++)
            open |= search->exchange->plan[p].open[s];
        if (open)
            list = mlg_json_append(list, site_json(search, s));
    }
    return list;
}

static enum mlg_status describe(struct search *search, const char *plan_path, json_t **document,
                                struct mlg_error *err)
{
    const json_t *given = search->sources->plan->json;
    json_t *made = json_pack(
        "{s:s, s:s, s:s, s:I, s:f, s:I, s:o, s:O, s:o}", "format", "maillage alternatives 1",
        "name", search->sources->scenario->name, "plan", plan_path, "asked",
        (json_int_t)search->options->count, "within_percent", search->options->within * 100,
        "differ", (json_int_t)search->options->differ, "given", plan_json(plan_path, given, 0),
        "plans", search->plans, "sites", sites_json(search));
    if (!made)
        return mlg_fail_memory(err, "the comparison", 0);
    *document = made;
    return MLG_OK;
}

enum mlg_status mlg_alternatives(const char *plan_path,
                                 const struct mlg_alternatives_options *options,
                                 const struct mlg_monitor *monitor, json_t **document,
                                 struct mlg_error *err)
{
    struct search search = {.options = options, .monitor = monitor, .plans = json_array()};
    enum mlg_status status = open_plan(&search, plan_path, err);
    if (status == MLG_OK)
        status = find_plans(&search, err);
    for (uint32_t p = 0; status == MLG_OK && p < search.exchange->n; p++)
        status = write_plan(&search, p, err);
    if (status == MLG_OK)
        status = describe(&search, plan_path, document, err);
    json_decref(search.plans);
    search_finish(&search);
    return status;
}
