/* Junctions with turn restrictions, split into graph nodes. Inside this room.
 *
 * Each restricted junction gets a node for every set of turns that is allowed from somewhere, in
 * which the edges end that allow just these; a node for every kind of edge to turn into, where they
 * begin; and arcs of no time from the first to the second. Two nodes that only lead to or from each
 * other are one, so that a single restriction makes two nodes and one arc of a junction.
 */
#ifndef MLG_NETWORK_GRAPH_TURNS_H
#define MLG_NETWORK_GRAPH_TURNS_H

#include "network/graph/chains.h"

/* Splits the junctions where the restrictions of the roads forbid a turn. Counts those that do and
 * those that cannot. Restrictions at a junction of more than 64 roads are unclear. O(chains +
 * restrictions, and the square of the roads at each junction). */
enum mlg_status mlg_turns_split(struct mlg_chains *chains, struct mlg_turn_counts *counts,
                                struct mlg_error *err);

#endif
