#include "scenarios/run/conflict.h"

#include "base/plural.h"
#include "solver/siting/siting_diagnosis.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The patience of somebody who waits for a reason. */
#define MAX_SECONDS 20

/* Adds to a text as far as there is room for it. */
static void __attribute__((format(printf, 3, 4)))
append(char *text, size_t bytes, const char *format, ...)
{
    size_t used = strlen(text);
    va_list args;
    va_start(args, format);
    vsnprintf(text + used, bytes - used, format, args);
    va_end(args);
}

static void name_rule(const struct mlg_siting *problem, const struct mlg_siting_conflict *conflict,
                      char *text, size_t bytes)
{
    switch (conflict->rule) {
    case MLG_RULE_MAX_NEW:
        append(text, bytes, "at most %u new %s", problem->max_new,
               mlg_plural(problem->max_new, "site", "sites"));
        break;
    case MLG_RULE_BUDGET:
        append(text, bytes, "the budget of %g", (double)problem->budget / 1000);
        break;
    case MLG_RULE_COVER_ALL:
        append(text, bytes, "everybody within the limit");
        break;
    case MLG_RULE_REQUIRED:
        append(text, bytes, "cover_percent");
        break;
    case MLG_RULE_CAPACITY:
        append(text, bytes, "the capacities");
        break;
    case MLG_RULE_TOO_CLOSE:
        append(text, bytes, "new sites apart");
        break;
    case MLG_RULE_NETWORK:
        append(text, bytes, "the network of sites");
        break;
    case MLG_RULE_PHASES:
        append(text, bytes, "the openings a year");
        break;
    case MLG_RULE_MUST:
        append(text, bytes, "the sites that must open");
        break;
    case MLG_RULE_SERVED:
        append(text, bytes, "a site for all whom shortest_guaranteed_time counts");
        break;
    case MLG_RULE_SITE_QUOTA:
        append(text, bytes, "the sites of %s", problem->site_quotas[conflict->index].name);
        break;
    case MLG_RULE_DEMAND_QUOTA:
        append(text, bytes, "the share of %s", problem->demand_quotas[conflict->index].name);
        break;
    }
}

static void tell(const struct mlg_siting *problem, const struct mlg_siting_diagnosis *diagnosis,
                 struct mlg_error *err)
{
    char text[sizeof err->hint] = "";
    bool alone = diagnosis->n_conflicts == 1;
    append(text, sizeof text, "%s",
           alone ? "this alone cannot be met: " : "these contradict each other: ");
    for (size_t i = 0; i < diagnosis->n_conflicts; i++) {
        append(text, sizeof text, "%s", i == 0 ? "" : "; ");
        name_rule(problem, &diagnosis->conflicts[i], text, sizeof text);
    }
    if (diagnosis->repaired)
        append(text, sizeof text, " (%lld more %s would do)", (long long)diagnosis->more_sites,
               mlg_plural((double)diagnosis->more_sites, "site", "sites"));
    mlg_hint(err, "%s", text);
}

void mlg_conflict_hint(const struct mlg_question *question, const struct mlg_solve_options *options,
                       const struct mlg_monitor *monitor, struct mlg_error *err)
{
    struct mlg_siting_diagnosis *diagnosis;
    struct mlg_solve_options shorter = *options;
    if (shorter.time_s > MAX_SECONDS)
        shorter.time_s = MAX_SECONDS;
    if (mlg_siting_diagnose(&question->siting, &shorter, monitor, &diagnosis, NULL) != MLG_OK)
        return;
    if (diagnosis->n_conflicts > 0)
        tell(&question->siting, diagnosis, err);
    mlg_siting_diagnosis_destroy(diagnosis);
}
