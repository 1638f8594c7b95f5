#include "network/graph/hilbert.h"

uint64_t mlg_hilbert_place(int32_t lon_e7, int32_t lat_e7)
{
    uint32_t x = (uint32_t)lon_e7 ^ 0x80000000u, y = (uint32_t)lat_e7 ^ 0x80000000u;
    uint64_t place = 0;
    for (int bit = 31; bit >= 0; bit--) {
        uint32_t right = x >> bit & 1, up = y >> bit & 1;
        place = place << 2 | ((3 * right) ^ up);
        if (up)
            continue;
        if (right) {
            x = ~x;
            y = ~y;
        }
        uint32_t swapped = x;
        x = y;
        y = swapped;
    }
    return place;
}
