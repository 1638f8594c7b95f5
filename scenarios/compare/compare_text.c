#include "base/plural.h"
#include "scenarios/compare/compare.h"
#include "scenarios/compare/compare_table.h"
#include "scenarios/plan/plan_text.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { LABEL_WIDTH = 26, FIGURE_WIDTH = 12, NAME_WIDTH = 34, MAX_SITES = 20 };

struct table {
    FILE *stream;
    const char *group;
};

static void print_plan(FILE *stream, const json_t *plan)
{
    const json_t *goals = json_object_get(plan, "goals");
    double existing = mlg_json_number(plan, "existing_sites"),
           chosen = mlg_json_number(plan, "new_sites");
    fprintf(stream, "%-4s %s\n     ", mlg_json_text(plan, "label"), mlg_json_text(plan, "path"));
    mlg_print_name(stream, mlg_json_text(plan, "name"));
    fprintf(stream, "\n     %.0f existing %s, %.0f new; %s, limit %g min\n", existing,
            mlg_plural(existing, "site", "sites"), chosen, mlg_json_text(plan, "profile"),
            mlg_json_number(plan, "limit_min"));
    if (json_is_number(json_object_get(plan, "cost")))
        fprintf(stream, "     %.10g in cost\n", mlg_json_number(plan, "cost"));
    for (size_t i = 0; i < json_array_size(goals); i++) {
        fputs("     ", stream);
        mlg_print_goal(stream, json_array_get(goals, i));
    }
}

static void print_figure(FILE *stream, const json_t *value, const char *unit)
{
    char text[32];
    if (!json_is_number(value))
        fprintf(stream, "%*s", FIGURE_WIDTH + 4, "-    ");
    else if (strcmp(unit, "residents") == 0)
        fprintf(stream, "%*s    ", FIGURE_WIDTH,
                mlg_grouped(floor(json_number_value(value)), text));
    else if (*unit)
        fprintf(stream, "%*.2f %-3s", FIGURE_WIDTH, json_number_value(value), unit);
    else
        fprintf(stream, "%*.4f    ", FIGURE_WIDTH, json_number_value(value));
}

static int print_row(void *context, const struct mlg_compare_row *row)
{
    struct table *table = context;
    if (strcmp(table->group, row->group) != 0) {
        fputs("\n", table->stream);
        mlg_print_name(table->stream, row->group);
        fputs("\n", table->stream);
        table->group = row->group;
    }
    fprintf(table->stream, "%-*s", LABEL_WIDTH, row->measure);
    for (size_t k = 0; k < row->n; k++)
        print_figure(table->stream, row->value[k], row->unit);
    fputc('\n', table->stream);
    return ferror(table->stream);
}

static void print_figures(FILE *stream, const json_t *document)
{
    const json_t *plans = json_object_get(document, "plans");
    struct table table = {stream, ""};
    fprintf(stream, "\n%-*s", LABEL_WIDTH, "Residents");
    for (size_t k = 0; k < json_array_size(plans); k++)
        fprintf(stream, "%*s    ", FIGURE_WIDTH, mlg_json_text(json_array_get(plans, k), "label"));
    fputc('\n', stream);
    mlg_compare_rows(document, print_row, &table);
    fprintf(stream, "(times of those who reach a site within %g min)\n",
            mlg_json_number(document, "bound_min"));
}

static void print_sites_title(FILE *stream, const char *title)
{
    fprintf(stream, "%-36s%12s%14s%12s\n", title, "nearest for", "saves each", "only here");
}

static void print_site(FILE *stream, const json_t *site)
{
    char nearest[32], only[32];
    const json_t *saved = json_object_get(site, "saved_min");
    fputs("  ", stream);
    mlg_print_column(stream, mlg_json_text(site, "name"), NAME_WIDTH);
    fprintf(stream, "%12s",
            mlg_grouped(floor(mlg_json_number(site, "residents_nearest")), nearest));
    if (json_is_number(saved))
        fprintf(stream, "%10.2f min", json_number_value(saved));
    else
        fprintf(stream, "%10s    ", "-");
    fprintf(stream, "%12s   ",
            mlg_grouped(floor(mlg_json_number(site, "residents_only_here")), only));
}

static void print_instead(FILE *stream, const char *word, const char *name, const json_t *change)
{
    fprintf(stream, "%s ", word);
    mlg_print_name(stream, name);
    if (json_is_number(json_object_get(change, "time_min")))
        fprintf(stream, ", %g min", mlg_json_number(change, "time_min"));
    else
        fprintf(stream, ", %.1f km away", mlg_json_number(change, "distance_m") / 1000);
}

static void print_more(FILE *stream, size_t n)
{
    if (n > MAX_SITES)
        fprintf(stream, "  and %zu more, all of them with --json\n", n - MAX_SITES);
}

static void print_changed(FILE *stream, const json_t *sites, const char *key, const char *title)
{
    const json_t *list = json_object_get(sites, key);
    size_t n = json_array_size(list);
    if (n > 0)
        print_sites_title(stream, title);
    for (size_t i = 0; i < n && i < MAX_SITES; i++) {
        const json_t *site = json_array_get(list, i),
                     *instead = json_object_get(site, "nearest_instead");
        print_site(stream, site);
        if (json_is_object(instead))
            print_instead(stream, "nearest:", mlg_json_text(instead, "name"), instead);
        fputc('\n', stream);
    }
    print_more(stream, n);
}

static void print_moved(FILE *stream, const json_t *sites)
{
    const json_t *list = json_object_get(sites, "moved");
    size_t n = json_array_size(list);
    if (n > 0)
        print_sites_title(stream, "Moved");
    for (size_t i = 0; i < n && i < MAX_SITES; i++) {
        const json_t *move = json_array_get(list, i);
        print_site(stream, json_object_get(move, "from"));
        print_instead(stream, "to", mlg_json_text(json_object_get(move, "to"), "name"), move);
        fputc('\n', stream);
    }
    print_more(stream, n);
}

static void print_communes(FILE *stream, const json_t *people, const char *key, const char *title)
{
    const json_t *list = json_object_get(people, key);
    if (json_array_size(list) == 0)
        return;
    fprintf(stream, "%-36s%12s%12s%12s%12s\n", title, "residents", "before", "after", "gain");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *change = json_array_get(list, i);
        const char *name = mlg_json_text(change, "commune");
        char text[32];
        fputs("  ", stream);
        mlg_print_column(stream, *name ? name : "(no commune)", NAME_WIDTH);
        fprintf(stream, "%12s%8.2f min%8.2f min%+8.2f min\n",
                mlg_grouped(floor(mlg_json_number(change, "residents")), text),
                mlg_json_number(change, "before_min"), mlg_json_number(change, "after_min"),
                mlg_json_number(change, "gain_min"));
    }
}

static void print_difference(FILE *stream, const json_t *document, const json_t *difference)
{
    const json_t *sites = json_object_get(difference, "sites"),
                 *people = json_object_get(difference, "people");
    char gain[32], lose[32], same[32];
    fprintf(stream, "\nFrom %s to %s: %.0f sites kept, %zu moved, %zu dropped, %zu added\n",
            mlg_json_text(difference, "from"), mlg_json_text(difference, "to"),
            mlg_json_number(sites, "kept"), json_array_size(json_object_get(sites, "moved")),
            json_array_size(json_object_get(sites, "dropped")),
            json_array_size(json_object_get(sites, "added")));
    print_moved(stream, sites);
    print_changed(stream, sites, "dropped", "Dropped");
    print_changed(stream, sites, "added", "Added");
    fprintf(
        stream,
        "%s residents are nearer to a site, %s farther, %s as before (beyond %g min counts as %g "
        "min)\n",
        mlg_grouped(floor(mlg_json_number(people, "gain")), gain),
        mlg_grouped(ceil(mlg_json_number(people, "lose")), lose),
        mlg_grouped(floor(mlg_json_number(people, "same")), same),
        mlg_json_number(document, "bound_min"), mlg_json_number(document, "bound_min"));
    print_communes(stream, people, "gaining", "Communes that gain most");
    print_communes(stream, people, "losing", "Communes that lose most");
}

static bool is_said(const json_t *plans, size_t before, const json_t *caveat)
{
    for (size_t k = 0; k < before; k++) {
        const json_t *caveats = json_object_get(json_array_get(plans, k), "caveats");
        for (size_t i = 0; i < json_array_size(caveats); i++)
            if (json_equal(json_array_get(caveats, i), caveat))
                return true;
    }
    return false;
}

/* What the plans' scenarios want to be known, once each. */
static void print_caveats(FILE *stream, const json_t *plans)
{
    bool any = false;
    for (size_t k = 0; k < json_array_size(plans); k++) {
        const json_t *caveats = json_object_get(json_array_get(plans, k), "caveats");
        for (size_t i = 0; i < json_array_size(caveats); i++) {
            if (is_said(plans, k, json_array_get(caveats, i)))
                continue;
            fputs(any ? "To know: " : "\nTo know: ", stream);
            mlg_print_name(stream, json_string_value(json_array_get(caveats, i)));
            fputc('\n', stream);
            any = true;
        }
    }
}

enum mlg_status mlg_compare_print(const json_t *document, FILE *stream, struct mlg_error *err)
{
    const json_t *plans = json_object_get(document, "plans"),
                 *differences = json_object_get(document, "differences");
    for (size_t k = 0; k < json_array_size(plans); k++)
        print_plan(stream, json_array_get(plans, k));
    print_figures(stream, document);
    for (size_t k = 0; k < json_array_size(differences); k++)
        print_difference(stream, document, json_array_get(differences, k));
    print_caveats(stream, plans);
    if (ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the comparison: %s", strerror(errno));
    return MLG_OK;
}
