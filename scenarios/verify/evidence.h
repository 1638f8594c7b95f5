/* The travel times that a verification believes: decoded from a matrix, or found by plain Dijkstra
 * on roads that are read anew. It shares nothing with the run's way to its times.
 */
#ifndef MLG_SCENARIOS_VERIFY_EVIDENCE_H
#define MLG_SCENARIOS_VERIFY_EVIDENCE_H

#include "network/matrix/matrix.h"
#include "scenarios/run/tables.h"
#include "scenarios/verify/verify.h"

/* What is known of the times under a condition of the scenario. */
struct mlg_evidence_condition {
    const struct mlg_condition *said;
    struct mlg_evidence *evidence; /* before anything is slower */
};

struct mlg_evidence {
    const struct mlg_tables *tables;
    uint32_t bound_ds;
    enum mlg_direction direction;
    double snap_max_m;
    char profile[64];
    struct mlg_sha256 profile_hash, roads_hash;
    struct mlg_matrix *matrix; /* or NULL: roads */
    uint32_t *column_of;       /* [n_people]: the person's column of the matrix */
    uint32_t *row;             /* [max_row]: a row of the matrix, decoded */
    uint16_t *row_ds;
    uint16_t *dense_ds; /* [n_cells of the matrix]: the same, one time a column */
    struct mlg_graph *graph;
    struct mlg_search *search;
    struct mlg_snap *site_snaps, *people_snaps; /* [n_sites], [n_people] */
    uint32_t usual_bound_ds;                    /* bound_ds without the conditions */
    struct mlg_evidence_condition *conditions;  /* [n_conditions], as the scenario lists them */
    size_t n_conditions;
    uint16_t *other_ds; /* [n_people]: working memory */
};

/* Chooses by the options: their matrix, their roads, else the scenario's. */
enum mlg_status mlg_evidence_open(const struct mlg_scenario *scenario,
                                  const struct mlg_tables *tables,
                                  const struct mlg_verify_options *options, const char *profile,
                                  const struct mlg_monitor *monitor, struct mlg_evidence **evidence,
                                  struct mlg_error *err);
void mlg_evidence_close(struct mlg_evidence *evidence);

/* Opens what the conditions of the scenario are about; `evidence` is open already. */
enum mlg_status mlg_evidence_open_conditions(const struct mlg_scenario *scenario,
                                             const struct mlg_verify_options *options,
                                             const struct mlg_monitor *monitor,
                                             struct mlg_evidence *evidence, struct mlg_error *err);
/* Under one condition, or the usual ones (index n_conditions); the same shape. */
enum mlg_status mlg_evidence_times_under(struct mlg_evidence *evidence, size_t index, size_t site,
                                         uint16_t *time_ds, struct mlg_error *err);
/* Within which a site serves each person then: limit_ds [n_people]. */
void mlg_evidence_limits_under(const struct mlg_evidence *evidence, size_t index,
                               uint16_t *limit_ds);

/* time_ds [n_people], MLG_BEYOND beyond the bound: the worst of all conditions that must hold. */
enum mlg_status mlg_evidence_times(struct mlg_evidence *evidence, size_t site, uint16_t *time_ds,
                                   struct mlg_error *err);
/* From one person to all sites: time_ds [n_sites]. Only with roads, and without conditions: one
 * search backward. */
void mlg_evidence_from_person(struct mlg_evidence *evidence, size_t person, uint16_t *time_ds);
enum mlg_snap_reason mlg_evidence_snap_person(const struct mlg_evidence *evidence, size_t person,
                                              float *distance_m);
enum mlg_snap_reason mlg_evidence_snap_site(const struct mlg_evidence *evidence, size_t site,
                                            float *distance_m);

#endif
