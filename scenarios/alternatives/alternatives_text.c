#include "scenarios/alternatives/alternatives.h"
#include "scenarios/plan/plan_text.h"

#include "base/plural.h"

#include <errno.h>
#include <string.h>

enum { NAME_WIDTH = 34 };

static void print_plan(FILE *stream, const json_t *plan)
{
    const json_t *goals = json_object_get(plan, "goals");
    mlg_print_name(stream, mlg_json_text(plan, "folder"));
    fprintf(stream, "\n  %g new sites, %g of them others; %.2f %% served, mean %.2f min\n",
            mlg_json_number(plan, "new_sites"), mlg_json_number(plan, "other_sites_than_given"),
            mlg_json_number(plan, "covered_percent"), mlg_json_number(plan, "mean_min"));
    for (size_t g = 0; g < json_array_size(goals); g++) {
        fputs(g == 0 ? "  Goal " : "  then ", stream);
        mlg_print_goal(stream, json_array_get(goals, g));
    }
}

/* "in all", or in how many, and by whom its place is taken. */
static void print_site(FILE *stream, const json_t *site, double n_plans)
{
    const json_t *others = json_object_get(site, "interchangeable_with");
    double in = mlg_json_number(site, "in_plans");
    fputs("  ", stream);
    mlg_print_column(stream, mlg_json_text(site, "name"), NAME_WIDTH);
    if (in < n_plans)
        fprintf(stream, "  %g of %g", in, n_plans);
    else
        fprintf(stream, "  in all%s",
                json_is_true(json_object_get(site, "only_place"))
                    ? ", the only place for some residents"
                    : "");
    for (size_t i = 0; i < json_array_size(others); i++) {
        fputs(i == 0 ? "  or " : ", ", stream);
        mlg_print_name(stream, mlg_json_text(json_array_get(others, i), "name"));
    }
    fputc('\n', stream);
}

enum mlg_status mlg_alternatives_print(const json_t *document, FILE *stream, struct mlg_error *err)
{
    const json_t *plans = json_object_get(document, "plans");
    const json_t *sites = json_object_get(document, "sites");
    size_t n_plans = json_array_size(plans) + 1, n_all = 0, n_given = 0;
    for (size_t s = 0; s < json_array_size(sites); s++) {
        const json_t *site = json_array_get(sites, s);
        n_all += mlg_json_number(site, "in_plans") == (double)n_plans;
        n_given += json_is_true(json_object_get(site, "given"));
    }
    mlg_print_name(stream, mlg_json_text(document, "name"));
    fprintf(stream,
            "\n%zu other %s, the last goal within %g %%: %zu of %zu new sites are in all\n\n",
            n_plans - 1, mlg_plural((double)n_plans - 1, "plan", "plans"),
            mlg_json_number(document, "within_percent"), n_all, n_given);
    print_plan(stream, json_object_get(document, "given"));
    for (size_t p = 0; p + 1 < n_plans; p++)
        print_plan(stream, json_array_get(plans, p));
    fputs("\nSites of the plan\n", stream);
    for (size_t s = 0; s < json_array_size(sites); s++)
        if (json_is_true(json_object_get(json_array_get(sites, s), "given")))
            print_site(stream, json_array_get(sites, s), (double)n_plans);
    if (ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the comparison: %s", strerror(errno));
    return MLG_OK;
}
