/* Whether the points of a scenario stand on the roads that it names, and how far from them. */
#ifndef MLG_SCENARIOS_RUN_SNAPPING_H
#define MLG_SCENARIOS_RUN_SNAPPING_H

#include "network/graph/graph.h"
#include "network/graph/snap_report.h"
#include "scenarios/run/times.h"

struct mlg_snapping {
    const struct mlg_tables *tables;
    double snap_max_m;
    struct mlg_snap_distance *people; /* [n_people] */
    struct mlg_snap_distance *sites;  /* [n_sites]: the existing ones first */
};

/* From what the matrix remembers, or by placing the points on roads. The tables must outlive it.
 * O(points log points). */
enum mlg_status mlg_snapping_from_times(const struct mlg_tables *tables,
                                        const struct mlg_times *times,
                                        struct mlg_snapping *snapping, struct mlg_error *err);
enum mlg_status mlg_snapping_from_roads(const struct mlg_tables *tables,
                                        const struct mlg_graph *graph, double snap_max_m,
                                        int threads, const struct mlg_monitor *monitor,
                                        struct mlg_snapping *snapping, struct mlg_error *err);
void mlg_snapping_finish(struct mlg_snapping *snapping);

/* Tells how far people and sites are from the road, and how many are not on the road network. Where
 * none of the people or none of the candidates is, the coordinates or the roads are of another
 * place: MLG_BAD_INPUT names the file. */
enum mlg_status mlg_snapping_check(const struct mlg_snapping *snapping,
                                   const struct mlg_monitor *monitor, struct mlg_error *err);
/* Names the people and the sites that are farthest from the road. */
enum mlg_status mlg_snapping_note_farthest(const struct mlg_snapping *snapping,
                                           const struct mlg_monitor *monitor,
                                           struct mlg_error *err);

#endif
