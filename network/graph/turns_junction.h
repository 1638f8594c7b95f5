/* One junction with turn restrictions: which turns are allowed, and the nodes that this takes.
 * Inside this room. */
#ifndef MLG_NETWORK_GRAPH_TURNS_JUNCTION_H
#define MLG_NETWORK_GRAPH_TURNS_JUNCTION_H

#include "network/graph/chains.h"

/* The end of a chain at the junction. */
struct mlg_turn_end {
    uint32_t node, chain; /* the junction, and the chain's number */
    bool at_head;         /* of the chain */
    bool opens_in, opens_out;
    int64_t way;     /* of the segment at the junction */
    uint32_t beyond; /* that segment's other node */
};

enum { MLG_MAX_TURN_ENDS = 64 };

struct mlg_junction {
    size_t n_rules;
    const struct mlg_restriction *rules; /* [n_rules], those of one relation together */
    uint32_t n_ends;
    const struct mlg_turn_end *ends;     /* [n_ends] */
    uint64_t allowed[MLG_MAX_TURN_ENDS]; /* [n_ends] where from: a bit for each end where to */
};

/* Fills `allowed` and counts each relation. False where every turn remains allowed. */
bool mlg_junction_restrict(struct mlg_junction *junction, struct mlg_turn_counts *counts);

/* Gives the ends their nodes and adds the turns between these. */
enum mlg_status mlg_junction_split(const struct mlg_junction *junction, struct mlg_chains *chains,
                                   struct mlg_error *err);

#endif
