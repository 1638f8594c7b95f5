/* What a set of open sites means for each point of people. */
#ifndef MLG_SCENARIOS_RUN_COVERAGE_H
#define MLG_SCENARIOS_RUN_COVERAGE_H

#include "scenarios/run/times.h"

#define MLG_NO_SITE UINT32_MAX

/* Arrays [n_people]. */
struct mlg_coverage {
    size_t n_people;
    uint16_t *best_ds;    /* to the nearest open site; MLG_BEYOND */
    uint32_t *best_site;  /* the nearest (the lowest number on a tie), or MLG_NO_SITE */
    uint32_t *n_in_reach; /* open sites within the limit */
};

enum mlg_status mlg_coverage_create(size_t n_people, struct mlg_coverage **coverage,
                                    struct mlg_error *err);
void mlg_coverage_destroy(struct mlg_coverage *coverage);
/* Opens a site, in increasing order of sites. limit_ds [n_people]. O(people in its reach). */
void mlg_coverage_open(struct mlg_coverage *coverage, struct mlg_times *times, uint32_t site,
                       const uint16_t *limit_ds);

/* Residents of one open site, in thousandths. */
struct mlg_site_figures {
    int64_t in_reach_milli; /* within the limit */
    int64_t new_milli;      /* of these, those whom no site reached before */
    int64_t only_milli;     /* of these, those whom no other open site reaches */
    int64_t nearest_milli;  /* of these, those whose nearest open site it is */
};

/* The figures of an open site: `before` without the new sites, `after` with all of them. */
struct mlg_site_figures mlg_coverage_figures(const struct mlg_coverage *before,
                                             const struct mlg_coverage *after,
                                             struct mlg_times *times, uint32_t site,
                                             const uint16_t *limit_ds,
                                             const int64_t *residents_milli);

#endif
