#include "scenarios/run/model_export.h"

#include "base/file.h"
#include "base/memory.h"
#include "scenarios/plan/goal_unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), n = strlen(ending);
    return length > n && strcmp(path + length - n, ending) == 0;
}

enum mlg_status mlg_model_check_path(const char *path, bool overwrite, struct mlg_error *err)
{
    char *temporary;
    if (!ends_in(path, ".mps") && !ends_in(path, ".lp"))
        return mlg_fail(err, MLG_USAGE,
                        "'%s' is no name for a model, expected one that ends in .mps or .lp", path);
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status == MLG_OK)
        free(temporary);
    return status;
}

/* Text on one line of a comment. */
static void put_text(FILE *stream, const char *text)
{
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' || *text == 127 ? ' ' : *text, stream);
}

static void put_header(FILE *stream, const struct mlg_scenario *scenario,
                       const struct mlg_siting_listed *listed, const char *mark)
{
    const char *slash = strrchr(scenario->path, '/');
    fprintf(stream, "%s Scenario: ", mark);
    put_text(stream, scenario->name);
    fputs(" (", stream);
    put_text(stream, slash ? slash + 1 : scenario->path);
    fprintf(stream, ")\n%s Goal: %s, the first of %zu; minimise %s\n", mark,
            scenario->goals[0].name, scenario->n_goals, listed->objective);
    fprintf(stream, "%s The goal's value is %.15g %s the objective\n", mark, listed->constant,
            listed->is_gain ? "less" : "plus");
}

static bool copy(FILE *from, FILE *to)
{
    char buffer[65536];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, from)) > 0)
        if (fwrite(buffer, 1, n, to) != n)
            break;
    return !ferror(from) && !ferror(to);
}

/* The header, then what GLPK wrote, which has no name any more. */
static enum mlg_status write_whole(const struct mlg_scenario *scenario,
                                   const struct mlg_siting_listed *listed, FILE *program, bool lp,
                                   const char *path, bool overwrite, struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    put_header(output.stream, scenario, listed, lp ? "\\" : "*");
    if (copy(program, output.stream))
        return mlg_output_commit(&output, err);
    status = mlg_fail(err, MLG_IO, "cannot write '%s': %s", path, strerror(errno));
    mlg_output_abandon(&output);
    return status;
}

static enum mlg_status write_program(const struct mlg_scenario *scenario,
                                     const struct mlg_question *question,
                                     const struct mlg_siting_listing *listing, const char *path,
                                     bool overwrite, struct mlg_siting_listed *listed,
                                     struct mlg_error *err)
{
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status != MLG_OK)
        return status;
    status = mlg_siting_write(&question->siting, listing, temporary, listed, err);
    FILE *program = status == MLG_OK ? fopen(temporary, "rbe") : NULL;
    if (status == MLG_OK && !program)
        status = mlg_fail(err, MLG_IO, "cannot open '%s': %s", temporary, strerror(errno));
    unlink(temporary);
    free(temporary);
    if (status == MLG_OK)
        status = write_whole(scenario, listed, program, listing->lp, path, overwrite, err);
    if (program)
        fclose(program);
    return status;
}

enum mlg_status mlg_model_export(const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables,
                                 const struct mlg_question *question, const char *path,
                                 bool overwrite, struct mlg_siting_listed *listed,
                                 struct mlg_error *err)
{
    const char **site = mlg_alloc(tables->n_sites, sizeof *site);
    const char **demand = mlg_alloc(question->n_demands, sizeof *demand);
    const struct mlg_siting_listing listing = {
        .lp = ends_in(path, ".lp"),
        .site = site,
        .demand = demand,
        .unit = mlg_goal_unit(&scenario->goals[0]).scale,
    };
    enum mlg_status status = MLG_OK;
    for (size_t j = 0; site && j < tables->n_sites; j++)
        site[j] = mlg_tables_site(tables, j).id;
    for (uint32_t d = 0; demand && d < question->n_demands; d++)
        demand[d] = tables->people->id[question->person[d]];
    if (site && demand)
        status = write_program(scenario, question, &listing, path, overwrite, listed, err);
    else
        status = mlg_fail_memory(err, "names", tables->n_sites + question->n_demands);
    free(site);
    free(demand);
    return status;
}
