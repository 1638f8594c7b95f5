/* What an explanation is made of. */
#ifndef MLG_SCENARIOS_EXPLAIN_PARTS_H
#define MLG_SCENARIOS_EXPLAIN_PARTS_H

#include "scenarios/plan/plan_sources.h"

#include <jansson.h>

struct mlg_explaining {
    const struct mlg_plan_sources *sources;
    const struct mlg_monitor *monitor;
    struct mlg_coverage *today, *plan;
    bool *is_open; /* [n_sites] */
};

/* {shortest_min, longest_min} of the limits of some people [n]; NULL = all. */
json_t *mlg_explain_limits_json(const struct mlg_explaining *explaining, const uint32_t *person,
                                size_t n);
/* The sites of the scenario that are called so: those of this id or else of this name, open ones
 * before others. Fills found [max]; returns how many there are, which may be more. */
size_t mlg_explain_find_sites(const struct mlg_explaining *explaining, const char *text,
                              uint32_t *found, size_t max);
/* A site that the plan has: who depends on it, and what would replace it best. */
enum mlg_status mlg_explain_open_site(const struct mlg_explaining *explaining, uint32_t site,
                                      json_t **json, struct mlg_error *err);
/* A candidate that the plan has not: what it would add, and instead of which new site. */
enum mlg_status mlg_explain_other_site(const struct mlg_explaining *explaining, uint32_t site,
                                       json_t **json, struct mlg_error *err);
/* The people of a commune under the plan; null where no commune has this id or name. */
enum mlg_status mlg_explain_commune(const struct mlg_explaining *explaining, const char *text,
                                    json_t **json, struct mlg_error *err);

/* What forbidding a new site costs the goals, or forcing a candidate: the scenario is solved anew,
 * for so many seconds. null of an existing site. */
enum mlg_status mlg_explain_cost(const struct mlg_explaining *explaining, uint32_t site,
                                 double time_s, json_t **cost, struct mlg_error *err);

/* {id, name, commune, kind: "existing", "new" or "candidate"} of a site, with more to be added. */
json_t *mlg_explain_site_json(const struct mlg_explaining *explaining, uint32_t site);
/* Residents by commune of the people that are marked [n_people]: the five with most. */
json_t *mlg_explain_communes_json(const struct mlg_explaining *explaining, const bool *marked);

#endif
