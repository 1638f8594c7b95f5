#include "scenarios/plan/summary.h"

#include "base/memory.h"
#include "base/plural.h"
#include "scenarios/plan/plan_text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SITES = 20, MAX_COMMUNES = 10, MAX_OFF = 10, NAME_WIDTH = 44 };

static json_t *at(const json_t *json, const char *outer, const char *inner)
{
    return json_object_get(json_object_get(json, outer), inner);
}

/* Those who are served are rounded down, those who are not, up. */
static const char *served(double residents, char *text)
{
    return mlg_grouped(floor(residents), text);
}

static const char *not_served(double residents, char *text)
{
    return mlg_grouped(ceil(residents), text);
}

static bool is_kind(const json_t *item, const char *kind)
{
    return !kind || strcmp(mlg_json_text(item, "kind"), kind) == 0;
}

static double count_off(const struct mlg_plan *plan, const char *kind)
{
    const json_t *sites = at(plan->json, "off_network", "sites");
    double n = 0;
    for (size_t i = 0; i < json_array_size(sites); i++)
        n += is_kind(json_array_get(sites, i), kind);
    return n;
}

/* An existing site that no road leads to serves nobody, and is not counted with the others. */
static void print_state(FILE *stream, const struct mlg_plan *plan, const char *label,
                        const char *key)
{
    const json_t *state = at(plan->json, "totals", key);
    double total = json_number_value(at(plan->json, "totals", "residents"));
    double off = count_off(plan, "existing"), on = mlg_json_number(state, "sites") - off;
    char text[32];
    fprintf(stream, "%-8s %6.2f %%   %s", label, mlg_json_number(state, "covered_percent"),
            served(mlg_json_number(state, "covered"), text));
    fprintf(stream, " of %s %s within %g min of ", served(total, text),
            mlg_plural(floor(total), "resident", "residents"),
            json_number_value(at(plan->json, "travel", "limit_min")));
    if (on == 1)
        fputs("the only site", stream);
    else
        fprintf(stream, "one of %s sites", mlg_grouped(on, text));
    if (off > 0)
        fprintf(stream, " (%s more %s off the road network and %s nobody)", mlg_grouped(off, text),
                mlg_plural(off, "is", "are"), mlg_plural(off, "serves", "serve"));
    fputc('\n', stream);
}

static void print_goals(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *goals = json_object_get(plan->json, "goals");
    for (size_t i = 0; i < json_array_size(goals); i++) {
        fprintf(stream, "%-8s ", i == 0 ? "Goal" : "then");
        mlg_print_goal(stream, json_array_get(goals, i));
    }
}

static void print_rule(FILE *stream, const json_t *rule)
{
    const char *of = mlg_json_text(rule, "of"), *unit = mlg_json_text(rule, "unit");
    bool at_least = strcmp(mlg_json_text(rule, "bound"), "at_least") == 0;
    char label[128];
    snprintf(label, sizeof label, "%s%s%s", mlg_json_text(rule, "rule"), *of ? " " : "", of);
    fputs("  ", stream);
    mlg_print_column(stream, label, NAME_WIDTH);
    fprintf(stream, "  %s %g, has %g %s%s\n", at_least ? "at least" : "at most",
            mlg_json_number(rule, "asked"), mlg_json_number(rule, "found"), unit,
            json_is_true(json_object_get(rule, "met")) ? "" : ": NOT MET");
}

/* The number of sites is said with the goals. */
static void print_rules(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *rules = json_object_get(plan->json, "rules");
    size_t n = json_array_size(rules), shown = 0;
    for (size_t i = 0; i < n; i++) {
        const json_t *rule = json_array_get(rules, i);
        if (n == 1 && strcmp(mlg_json_text(rule, "rule"), "sites.new.max") == 0)
            return;
        if (shown++ == 0)
            fputs("\nRules\n", stream);
        if (shown <= MAX_SITES)
            print_rule(stream, rule);
    }
    if (shown > MAX_SITES)
        fprintf(stream, "  and %zu more, all of them in plan.json\n", shown - MAX_SITES);
}

static void print_phases(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *years = at(plan->json, "phases", "years");
    char text[32];
    for (size_t i = 0; i < json_array_size(years); i++) {
        const json_t *year = json_array_get(years, i);
        size_t opened = json_array_size(json_object_get(year, "opened"));
        if (i == 0)
            fputs("\nYears\n", stream);
        fprintf(stream, "  %g  %3zu new %-5s  %6.2f %%   %s residents served at its end\n",
                mlg_json_number(year, "year"), opened, mlg_plural((double)opened, "site", "sites"),
                mlg_json_number(year, "covered_percent"),
                served(mlg_json_number(year, "covered"), text));
    }
}

/* With the two decimals of the plan's file, which are rounded up. */
static void print_minutes(FILE *stream, const char *label, const json_t *today, const json_t *plan,
                          const char *key)
{
    const json_t *values[] = {json_object_get(today, key), json_object_get(plan, key)};
    fprintf(stream, "%-15s", label);
    for (int i = 0; i < 2; i++) {
        if (json_is_number(values[i]))
            fprintf(stream, "%8.2f min", json_number_value(values[i]));
        else
            fprintf(stream, "%12s", "-");
    }
    fputc('\n', stream);
}

static void print_times(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *steps = at(plan->json, "times", "within");
    const json_t *today = at(plan->json, "times", "today"),
                 *after = at(plan->json, "times", "plan");
    fprintf(stream, "\n%-15s%12s%12s\n", "Residents", "today", "plan");
    for (size_t i = 0; i < json_array_size(steps); i++) {
        const json_t *step = json_array_get(steps, i);
        fprintf(stream, "within %3g min %10.2f %%%10.2f %%\n", mlg_json_number(step, "minutes"),
                mlg_json_number(step, "today_percent"), mlg_json_number(step, "plan_percent"));
    }
    print_minutes(stream, "mean", today, after, "mean_min");
    print_minutes(stream, "median", today, after, "median_min");
    print_minutes(stream, "95th percentile", today, after, "p95_min");
    fprintf(stream, "(mean, median and percentile of those who reach a site within %g min)\n",
            json_number_value(at(plan->json, "travel", "bound_min")));
}

/* The usual travel comes last in the plan, and first here. */
static void print_conditions(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *conditions = json_object_get(plan->json, "conditions");
    size_t n = json_array_size(conditions);
    if (n > 0)
        fprintf(stream, "\n%-36s%8s%12s%12s\n", "Served under conditions", "within", "today",
                "plan");
    for (size_t i = 0; i < n; i++) {
        const json_t *condition = json_array_get(conditions, (i + n - 1) % n);
        const char *name = mlg_json_text(condition, "name");
        bool must_hold = json_is_true(json_object_get(condition, "must_hold"));
        fputs("  ", stream);
        mlg_print_column(stream, *name ? name : "as usual", 33);
        fprintf(stream, "%5g min%10.2f %%%10.2f %%%s\n", mlg_json_number(condition, "limit_min"),
                mlg_json_number(json_object_get(condition, "today"), "covered_percent"),
                mlg_json_number(json_object_get(condition, "plan"), "covered_percent"),
                must_hold ? "" : "  not asked for");
    }
}

static int by_newly_covered(const void *left, const void *right)
{
    const json_t *a = *(const json_t *const *)left, *b = *(const json_t *const *)right;
    double more = mlg_json_number(b, "residents_newly_covered"),
           less = mlg_json_number(a, "residents_newly_covered");
    return more != less ? (more > less) - (more < less)
                        : strcmp(mlg_json_text(a, "id"), mlg_json_text(b, "id"));
}

static void print_site(FILE *stream, const json_t *site)
{
    char label[512], newly[32], only[32];
    const char *name = mlg_json_text(site, "name"), *commune = mlg_json_text(site, "commune");
    bool both = *commune && strcmp(commune, name) != 0;
    snprintf(label, sizeof label, "%s%s%s", name, both ? ", " : "", both ? commune : "");
    fputs("  ", stream);
    mlg_print_column(stream, label, NAME_WIDTH);
    fprintf(stream, "%12s%12s\n", served(mlg_json_number(site, "residents_newly_covered"), newly),
            served(mlg_json_number(site, "residents_only_here"), only));
}

static enum mlg_status print_sites(FILE *stream, const struct mlg_plan *plan, struct mlg_error *err)
{
    const json_t *sites = at(plan->json, "sites", "new");
    size_t n = json_array_size(sites), shown = n < MAX_SITES ? n : MAX_SITES;
    const json_t **order = mlg_alloc(n, sizeof *order);
    if (!order)
        return mlg_fail_memory(err, "the list of sites", n * sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = json_array_get(sites, i);
    qsort(order, n, sizeof *order, by_newly_covered);
    if (n > 0)
        fprintf(stream, "\n%-46s%12s%12s\n", "New sites (residents)", "newly", "only here");
    for (size_t i = 0; i < shown; i++)
        print_site(stream, order[i]);
    if (shown < n)
        fprintf(stream, "  and %zu more, all of them in the plan's files\n", n - shown);
    free(order);
    return MLG_OK;
}

/* The existing sites of one of the plan's lists. */
static void print_gone(FILE *stream, const struct mlg_plan *plan, const char *list,
                       const char *heading)
{
    const json_t *sites = at(plan->json, "sites", list);
    size_t n = json_array_size(sites);
    if (n > 0)
        fprintf(stream, "\n%s\n", heading);
    for (size_t i = 0; i < n && i < MAX_SITES; i++) {
        fputs("  ", stream);
        mlg_print_column(stream, mlg_json_text(json_array_get(sites, i), "name"), NAME_WIDTH);
        fprintf(stream, "  %s\n", mlg_json_text(json_array_get(sites, i), "id"));
    }
    if (n > MAX_SITES)
        fprintf(stream, "  and %zu more, all of them in plan.json\n", n - MAX_SITES);
}

static void print_reason(FILE *stream, const struct mlg_plan *plan, const json_t *group)
{
    const char *reason = mlg_json_text(group, "reason");
    const json_t *nearest = json_object_get(group, "nearest_candidate");
    if (json_is_object(nearest))
        fprintf(stream, "nearest candidate %s, %g min%s\n", mlg_json_text(nearest, "name"),
                mlg_json_number(nearest, "time_min"),
                strcmp(reason, "not_chosen") == 0 ? " (not chosen)" : "");
    else if (strcmp(reason, "beyond_bound") == 0)
        fprintf(stream, "no candidate within %g min\n",
                json_number_value(at(plan->json, "travel", "bound_min")));
    else
        fprintf(stream, "%s\n",
                strcmp(reason, "road_island") == 0 ? "on roads that lead nowhere else"
                                                   : "too far from any road");
}

static void print_left_out(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *groups = at(plan->json, "uncovered", "communes");
    size_t n = json_array_size(groups), shown = n < MAX_COMMUNES ? n : MAX_COMMUNES;
    char residents[32];
    if (n == 0) {
        fputs("\nNobody is left out.\n", stream);
        return;
    }
    double all = ceil(json_number_value(at(plan->json, "uncovered", "residents")));
    fprintf(stream, "\nLeft out: %s %s\n", not_served(all, residents),
            mlg_plural(all, "resident", "residents"));
    for (size_t i = 0; i < shown; i++) {
        const json_t *group = json_array_get(groups, i);
        const char *commune = mlg_json_text(group, "commune");
        fputs("  ", stream);
        mlg_print_column(stream, *commune ? commune : "(no commune)", 28);
        fprintf(stream, "%10s  ", not_served(mlg_json_number(group, "residents"), residents));
        print_reason(stream, plan, group);
    }
    if (shown < n)
        fprintf(stream, "  and %zu more %s\n", n - shown,
                mlg_plural((double)(n - shown), "group", "groups"));
}

static int by_residents(const void *left, const void *right)
{
    const json_t *a = *(const json_t *const *)left, *b = *(const json_t *const *)right;
    double more = mlg_json_number(b, "residents"), less = mlg_json_number(a, "residents");
    return more != less ? (more > less) - (more < less)
                        : strcmp(mlg_json_text(a, "id"), mlg_json_text(b, "id"));
}

/* "commune, id" of people, the name of a site. */
static void print_off(FILE *stream, const json_t *item, const char *kind)
{
    char label[512], text[32];
    const char *commune = mlg_json_text(item, "commune"),
               *name = mlg_json_text(item, kind ? "name" : "id");
    snprintf(label, sizeof label, "%s%s%s", commune, *commune ? ", " : "", name);
    fputs("    ", stream);
    mlg_print_column(stream, label, 52); /* room for a commune and the id of a grid cell */
    if (!kind)
        fprintf(stream, "%10s  ", not_served(mlg_json_number(item, "residents"), text));
    fprintf(stream, "%s, %s m from a road\n",
            strcmp(mlg_json_text(item, "reason"), "road_island") == 0
                ? "on roads that lead nowhere else"
                : "too far",
            mlg_grouped(mlg_json_number(item, "road_distance_m"), text));
}

/* Sites of one kind, or people (kind NULL), those with most residents first. */
static enum mlg_status print_all_off(FILE *stream, const json_t *items, const char *kind,
                                     const char *title, struct mlg_error *err)
{
    size_t n = 0;
    const json_t **order = mlg_alloc(json_array_size(items), sizeof *order);
    if (!order)
        return mlg_fail_memory(err, "what is off the road network",
                               json_array_size(items) * sizeof *order);
    for (size_t i = 0; i < json_array_size(items); i++)
        if (is_kind(json_array_get(items, i), kind))
            order[n++] = json_array_get(items, i);
    if (!kind)
        qsort(order, n, sizeof *order, by_residents);
    if (n > 0)
        fprintf(stream, "  %s\n", title);
    for (size_t i = 0; i < n && i < MAX_OFF; i++)
        print_off(stream, order[i], kind);
    if (n > MAX_OFF)
        fprintf(stream, "    and %zu more, all of them in plan.json\n", n - MAX_OFF);
    free(order);
    return MLG_OK;
}

/* Names whom and what no travel time can be computed for. */
static enum mlg_status print_off_network(FILE *stream, const struct mlg_plan *plan,
                                         struct mlg_error *err)
{
    const json_t *sites = at(plan->json, "off_network", "sites"),
                 *people = at(plan->json, "off_network", "people");
    if (json_array_size(sites) + json_array_size(people) == 0)
        return MLG_OK;
    fprintf(stream, "\nOff the road network (more than %g m away, or on roads cut off)\n",
            json_number_value(at(plan->json, "travel", "snap_max_m")));
    enum mlg_status status =
        print_all_off(stream, sites, "existing", "existing sites, which serve nobody", err);
    if (status == MLG_OK)
        status = print_all_off(stream, sites, "candidate", "candidates", err);
    return status == MLG_OK ? print_all_off(stream, people, NULL, "people (residents)", err)
                            : status;
}

static void print_caveats(FILE *stream, const struct mlg_plan *plan)
{
    const json_t *caveats = json_object_get(plan->json, "caveats");
    for (size_t i = 0; i < json_array_size(caveats); i++)
        fprintf(stream, "%sTo know: %s\n", i == 0 ? "\n" : "",
                json_string_value(json_array_get(caveats, i)));
}

enum mlg_status mlg_summary_print(const struct mlg_plan *plan, FILE *stream, struct mlg_error *err)
{
    fprintf(stream, "%s\n\n", mlg_json_text(plan->json, "name"));
    print_state(stream, plan, "Today", "today");
    print_state(stream, plan, "Plan", "plan");
    print_goals(stream, plan);
    print_rules(stream, plan);
    print_phases(stream, plan);
    print_times(stream, plan);
    print_conditions(stream, plan);
    enum mlg_status status = print_sites(stream, plan, err);
    if (status != MLG_OK)
        return status;
    print_gone(stream, plan, "closed", "Existing sites that close");
    print_gone(stream, plan, "moved", "Existing sites that move to new ones");
    print_left_out(stream, plan);
    status = print_off_network(stream, plan, err);
    if (status != MLG_OK)
        return status;
    print_caveats(stream, plan);
    if (ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the summary: %s", strerror(errno));
    return MLG_OK;
}
