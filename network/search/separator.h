/* Small vertex separators of a piece of a road network, found by its geometry: the line that cuts
 * the fewest roads, of eight directions (a sweep), and in a band around it the fewest junctions
 * whose removal parts the two sides (a maximal flow of vertex-disjoint paths; inertial flow, doi
 * 10.1007/978-3-319-20086-6_22, with the sweep in place of most of its flow).
 */
#ifndef MLG_NETWORK_SEARCH_SEPARATOR_H
#define MLG_NETWORK_SEARCH_SEPARATOR_H

#include "base/status.h"

#include <stdint.h>

struct mlg_road {
    uint32_t a, b; /* numbers of its ends in the piece */
};

struct mlg_piece {
    uint32_t n_nodes, n_roads;
    const float *x, *y;           /* [n_nodes], in any unit */
    const struct mlg_road *roads; /* [n_roads] */
};

enum mlg_side { MLG_SIDE_LEFT, MLG_SIDE_RIGHT, MLG_SIDE_SEPARATOR };

struct mlg_separator; /* working memory */

/* For pieces up to these sizes. */
enum mlg_status mlg_separator_create(uint32_t max_nodes, uint32_t max_roads,
                                     struct mlg_separator **separator, struct mlg_error *err);
void mlg_separator_destroy(struct mlg_separator *separator);

/* side: [n_nodes], enum mlg_side. No road joins left and right; each of them has at most about 7 in
 * 10 of the nodes where the positions differ enough. Deterministic. O(nodes + roads x size of the
 * separator), on the band alone. */
void mlg_separate(struct mlg_separator *separator, const struct mlg_piece *piece, uint8_t *side);

#endif
