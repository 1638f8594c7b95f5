#include "network/snap.h"

static uint32_t along_ds(uint32_t from_ms, uint32_t to_ms)
{
    if (from_ms == MLG_CLOSED || to_ms < from_ms)
        return MLG_CLOSED;
    return (to_ms - from_ms + 50) / 100;
}

uint32_t mlg_snap_direct_ds(const struct mlg_snap *a, const struct mlg_snap *b)
{
    uint32_t forward = along_ds(a->forward_ms, b->forward_ms);
    uint32_t backward = along_ds(a->backward_ms, b->backward_ms);
    return forward < backward ? forward : backward;
}
