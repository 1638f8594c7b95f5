/* The ladders of demands: for each demand the sets of sites that come within reach from one time
 * that matters to the next. A node stands for "no site up to this rung is open"; demands whose
 * ladders begin alike share their nodes, so that identical demands are merged and nothing that no
 * goal or rule distinguishes is told apart (Elloumi 2010, doi 10.1007/s10878-009-9225-x, for the
 * p-median; Marianov and ReVelle's covering is the ladder of one rung).
 */
#ifndef MLG_SOLVER_SITING_SITING_LADDER_H
#define MLG_SOLVER_SITING_SITING_LADDER_H

#include "solver/siting/siting.h"

/* In place of a node: nothing lies below, so that it is always so; some site up to here is always
 * open, so that it is never so. */
#define MLG_NODE_ROOT UINT32_MAX
#define MLG_NODE_NEVER (UINT32_MAX - 1)

/* Which times matter. */
struct mlg_ladder_needs {
    bool limit;   /* the limit of each demand */
    bool gradual; /* where gradual coverage falls */
    bool times;   /* every time */
    bool target;  /* target_ds */
    uint16_t target_ds;
};

struct mlg_ladder {
    uint32_t n_nodes;
    uint32_t *parent; /* [n_nodes]: a lower node, or MLG_NODE_ROOT */
    uint64_t *first;  /* [n_nodes + 1] */
    uint32_t *site;   /* sites of the rung of a node, increasing; none is open in every plan */
    /* what is lost where no site up to a node is open, beyond what its parent's loss is */
    int64_t *lost_gradual, *lost_time; /* [n_nodes] */
    int64_t base_gradual, base_time;   /* lost in every plan */
    uint32_t *at_limit, *at_target;    /* [n_demands]: the node of the last rung within */
    size_t node_capacity[4], site_capacity;
};

/* O(entries), expected. */
enum mlg_status mlg_ladder_init(struct mlg_ladder *ladder, const struct mlg_siting *problem,
                                struct mlg_ladder_needs needs, struct mlg_error *err);
void mlg_ladder_finish(struct mlg_ladder *ladder);

/* Which nodes have no open site up to them; closed [n_nodes]. */
void mlg_ladder_mark(const struct mlg_ladder *ladder, const bool *open, bool *closed);

#endif
