#include "scenarios/explain/explain.h"
#include "scenarios/plan/plan_text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

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
        fprintf(stream, "%12.0f  ", floor(mlg_json_number(commune, "residents")));
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
    fprintf(stream, ": it would keep %.0f of them and leave out %.0f.\n",
            floor(mlg_json_number(next, "would_keep")),
            ceil(mlg_json_number(next, "would_leave_out")));
}

static void print_open_site(FILE *stream, const json_t *document, const json_t *site)
{
    fprintf(stream, " (%s) is %s.\n", mlg_json_text(site, "id"),
            strcmp(mlg_json_text(site, "kind"), "new") == 0 ? "a new site of the plan"
                                                            : "an existing site");
    fprintf(stream,
            "Within %g min of it live %.0f residents; for %.0f it is the nearest site; %.0f reach "
            "no other one.\n",
            mlg_json_number(document, "limit_min"),
            floor(mlg_json_number(site, "residents_in_reach")),
            floor(mlg_json_number(site, "residents_nearest")),
            floor(mlg_json_number(site, "residents_only_here")));
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
    fprintf(stream,
            "Within %g min of it live %.0f residents; all but %.0f of them reach a site of the "
            "plan already.\n",
            mlg_json_number(document, "limit_min"),
            floor(mlg_json_number(site, "residents_in_reach")),
            ceil(mlg_json_number(site, "would_newly_serve")));
    if (!json_is_object(swap))
        return;
    fputs("It would best take the place of ", stream);
    print_site_name(stream, swap);
    fprintf(stream, ": %.0f residents would be left out, %.0f newly served.\n",
            ceil(mlg_json_number(swap, "would_lose")), floor(mlg_json_number(swap, "would_gain")));
}

static void print_minutes(FILE *stream, const char *label, const json_t *value)
{
    if (json_is_number(value))
        fprintf(stream, "%s %g min", label, json_number_value(value));
    else
        fprintf(stream, "%s beyond the bound", label);
}

static void print_commune(FILE *stream, const json_t *document, const json_t *commune)
{
    const json_t *sites = json_object_get(commune, "nearest_sites");
    mlg_print_name(stream, mlg_json_text(commune, "name"));
    if (*mlg_json_text(commune, "id"))
        fprintf(stream, " (%s)", mlg_json_text(commune, "id"));
    fprintf(stream, ": %.0f residents; within %g min of a site %.0f today, %.0f with the plan",
            floor(mlg_json_number(commune, "residents")), mlg_json_number(document, "limit_min"),
            floor(mlg_json_number(commune, "served_today")),
            floor(mlg_json_number(commune, "served")));
    if (mlg_json_number(commune, "left_out") > 0)
        fprintf(stream, "; %.0f left out", ceil(mlg_json_number(commune, "left_out")));
    fputs(".\n", stream);
    print_minutes(stream, "Mean time: today", json_object_get(commune, "mean_today_min"));
    print_minutes(stream, ", with the plan", json_object_get(commune, "mean_min"));
    print_minutes(stream, "; longest", json_object_get(commune, "longest_min"));
    fputs(json_array_size(sites) > 0 ? "\nNearest sites (residents)\n" : "\n", stream);
    for (size_t i = 0; i < json_array_size(sites); i++) {
        const json_t *share = json_array_get(sites, i), *site = json_object_get(share, "site");
        fprintf(stream, "%12.0f  ", floor(mlg_json_number(share, "residents")));
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
    }
    if (json_is_object(site) && json_is_object(commune))
        fputc('\n', stream);
    if (json_is_object(commune))
        print_commune(stream, document, commune);
    if (ferror(stream))
        return mlg_fail(err, MLG_IO, "cannot write the explanation: %s", strerror(errno));
    return MLG_OK;
}
