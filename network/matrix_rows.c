#include "network/matrix_group.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool mlg_rows_add(struct mlg_rows *rows, uint32_t count, const uint32_t *cell,
                  const uint16_t *time_ds)
{
    size_t used = rows->first[rows->n_rows], capacity = rows->capacity;
    if (!mlg_reserve(&rows->cell, &capacity, used + count, sizeof *cell) ||
        !mlg_reserve(&rows->time_ds, &rows->capacity, used + count, sizeof *time_ds))
        return false;
    if (count) {
        memcpy(rows->cell + used, cell, count * sizeof *cell);
        memcpy(rows->time_ds + used, time_ds, count * sizeof *time_ds);
    }
    rows->first[++rows->n_rows] = used + count;
    return true;
}

void mlg_rows_clear(struct mlg_rows *rows)
{
    rows->n_rows = 0;
}

void mlg_rows_finish(struct mlg_rows *rows)
{
    free(rows->cell);
    free(rows->time_ds);
    *rows = (struct mlg_rows){0};
}
