#include "scenarios/explain/explain.h"
#include "scenarios/plan/plan_text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

static void print_count(FILE *stream, const char *before, double residents, const char *after)
{
    char text[32];
    fprintf(stream, "%s%s%s", before, mlg_grouped(residents, text), after);
}

/* The limit of those who are meant, or from which to which their limits go. */
static void print_within(FILE *stream, const char *word, const json_t *json)
{
    const json_t *limits = json_object_get(json, "limits");
    double shortest = mlg_json_number(limits, "shortest_min"),
           longest = mlg_json_number(limits, "longest_min");
    if (shortest == longest)
        fprintf(stream, "%s %g min", word, longest);
    else
        fprintf(stream, "%s their limits (%g to %g min)", word, shortest, longest);
}

static void print_site_name(FILE *stream, const json_t *site)
{
    mlg_print_name(stream, mlg_json_text(site, "name"));
    if (*mlg_json_text(site, "commune") &&
        strcmp(mlg_json_text(site, "commune"), mlg_json_text(site, "name")) != 0) {
        fputs(", ", stream);
        mlg_print_name(stream, mlg_json_text(site, "commune"));
    }
}

static void print_communes(FILE *stream, const json_t *communes)
{
    for (size_t i = 0; i < json_array_size(communes); i++) {
        const json_t *commune = json_array_get(communes, i);
        char text[32];
        fprintf(stream, "%12s  ", mlg_grouped(floor(mlg_json_number(commune, "residents")), text));
        mlg_print_name(stream, *mlg_json_text(commune, "commune")
                                   ? mlg_json_text(commune, "commune")
                                   : "(no commune)");
        fputc('\n', stream);
    }
}

static void print_next_best(FILE *stream, const json_t *site)
{
    const json_t *next = json_object_get(site, "next_best");
    if (mlg_json_number(site, "residents_only_here") <= 0) {
        fputs("Without it nobody would be left out.\n", stream);
        return;
    }
    if (!json_is_object(next)) {
        fputs("No other candidate reaches any of them.\n", stream);
        return;
    }
    fputs("The next best place for them is ", stream);
    print_site_name(stream, next);
    print_count(stream, ": it would keep ", floor(mlg_json_number(next, "would_keep")), " of them");
    print_count(stream, " and leave out ", ceil(mlg_json_number(next, "would_leave_out")), ".\n");
}

static void print_open_site(FILE *stream, const json_t *document, const json_t *site)
{
    fprintf(stream, " (%s) is %s.\n", mlg_json_text(site, "id"),
            strcmp(mlg_json_text(site, "kind"), "new") == 0 ? "a new site of the plan"
                                                            : "an existing site");
    print_within(stream, "Within", document);
    print_count(stream, " of it live ", floor(mlg_json_number(site, "residents_in_reach")),
                " residents");
    print_count(stream, "; for ", floor(mlg_json_number(site, "residents_nearest")),
                " it is the nearest site");
    if (json_is_number(json_object_get(site, "saved_min")))
        fprintf(stream, " and saves %g min on average", mlg_json_number(site, "saved_min"));
    print_count(stream, "; ", floor(mlg_json_number(site, "residents_only_here")),
                " reach no other one.\n");
    print_communes(stream, json_object_get(site, "only_here_by_commune"));
    print_next_best(stream, site);
}

static void print_other_site(FILE *stream, const json_t *document, const json_t *site)
{
    const json_t *swap = json_object_get(site, "best_swap");
    fprintf(stream, " (%s) is %s.\n", mlg_json_text(site, "id"),
            strcmp(mlg_json_text(site, "kind"), "closed") == 0
                ? "an existing site that the plan closes"
                : "a candidate that the plan does not open");
    print_within(stream, "Within", document);
    print_count(stream, " of it live ", floor(mlg_json_number(site, "residents_in_reach")),
                " residents");
    print_count(stream, "; all but ", ceil(mlg_json_number(site, "would_newly_serve")),
                " of them reach a site of the plan already.\n");
    if (!json_is_object(swap))
        return;
    fputs("It would best take the place of ", stream);
    print_site_name(stream, swap);
    print_count(stream, ": ", ceil(mlg_json_number(swap, "would_lose")),
                " residents would be left out, ");
    print_count(stream, "", floor(mlg_json_number(swap, "would_gain")), " newly served.\n");
}

/* "Forbidden, fewest_sites would be 87 sites instead of 86: it costs 0 to 1 sites." */
static void print_cost(FILE *stream, const json_t *cost)
{
    const json_t *goals = json_object_get(cost, "goals");
    const char *asked =
        strcmp(mlg_json_text(cost, "asked"), "forced") == 0 ? "Forced" : "Forbidden";
    if (json_is_string(json_object_get(cost, "no_plan")))
        fprintf(stream, "%s: %s.\n", asked, mlg_json_text(cost, "no_plan"));
    for (size_t g = 0; g < json_array_size(goals); g++) {
        const json_t *goal = json_array_get(goals, g);
        double least = mlg_json_number(goal, "cost_at_least"),
               most = mlg_json_number(goal, "cost_at_most");
        fprintf(stream, "%s, %s would be %.15g instead of %.15g: it costs ", asked,
                mlg_json_text(goal, "goal"), mlg_json_number(goal, "value"),
                mlg_json_number(goal, "plan_value"));
        if (least < most)
            fprintf(stream, "%.15g to %.15g %s (%s).\n", least, most, mlg_json_text(goal, "unit"),
                    mlg_json_text(goal, "ended"));
        else
            fprintf(stream, "%.15g %s, proven.\n", most, mlg_json_text(goal, "unit"));
    }
}

static void print_minutes(FILE *stream, const char *label, const json_t *value)
{
    if (json_is_number(value))
        fprintf(stream, "%s %g min", label, json_number_value(value));
    else
        fprintf(stream, "%s beyond the bound", label);
}

static void print_commune(FILE *stream, const json_t *commune)
{
    const json_t *sites = json_object_get(commune, "nearest_sites");
    mlg_print_name(stream, mlg_json_text(commune, "name"));
    if (*mlg_json_text(commune, "id"))
        fprintf(stream, " (%s)", mlg_json_text(commune, "id"));
    print_count(stream, ": ", floor(mlg_json_number(commune, "residents")), " residents; ");
    print_within(stream, "within", commune);
    print_count(stream, " of a site ", floor(mlg_json_number(commune, "served_today")), " today, ");
    print_count(stream, "", floor(mlg_json_number(commune, "served")), " with the plan");
    if (mlg_json_number(commune, "left_out") > 0)
        print_count(stream, "; ", ceil(mlg_json_number(commune, "left_out")), " left out");
    fputs(".\n", stream);
    print_minutes(stream, "Mean time: today", json_object_get(commune, "mean_today_min"));
    print_minutes(stream, ", with the plan", json_object_get(commune, "mean_min"));
    print_minutes(stream, "; longest", json_object_get(commune, "longest_min"));
    fputs(json_array_size(sites) > 0 ? "\nNearest sites (residents)\n" : "\n", stream);
    for (size_t i = 0; i < json_array_size(sites); i++) {
        const json_t *share = json_array_get(sites, i), *site = json_object_get(share, "site");
        char text[32];
        fprintf(stream, "%12s  ", mlg_grouped(floor(mlg_json_number(share, "residents")), text));
        print_site_name(stream, site);
        fprintf(stream, " (%s)\n", mlg_json_text(site, "kind"));
    }
}

enum mlg_status mlg_explain_print(const json_t *document, FILE *stream, struct mlg_error *err)
{
    const json_t *site = json_object_get(document, "site"),
                 *commune = json_object_get(document, "commune");
    if (json_is_object(site)) {
        print_site_name(stream, site);
        if (json_is_true(json_object_get(site, "open")))
            print_open_site(stream, document, site);
        else
            print_other_site(stream, document, site);
        print_cost(stream, json_object_get(site, "cost"));
    }
    if (json_is_object(site) && json_is_object(commune))
        fputc('\n', stream);
    if (json_is_object(commune))
        print_commune(stream, commune);
    if (ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the explanation: %s", strerror(errno));
    return MLG_OK;
}
