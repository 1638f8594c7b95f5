/* The Hilbert curve: an order in which what is close on the curve is close on the map. */
#ifndef MLG_NETWORK_GRAPH_HILBERT_H
#define MLG_NETWORK_GRAPH_HILBERT_H

#include <stdint.h>

/* The place on the curve of a position (degrees x 10^7); different positions have different places.
 */
uint64_t mlg_hilbert_place(int32_t lon_e7, int32_t lat_e7);

#endif
