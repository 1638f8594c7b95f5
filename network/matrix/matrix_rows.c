#include "network/matrix/matrix_rows.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool mlg_rows_reserve(struct mlg_rows *rows, size_t count)
{
    size_t capacity = rows->capacity;
    return mlg_reserve(&rows->cell, &capacity, count, sizeof *rows->cell) &&
           mlg_reserve(&rows->time_ds, &rows->capacity, count, sizeof *rows->time_ds);
}

bool mlg_rows_add(struct mlg_rows *rows, uint32_t count, const uint32_t *cell,
                  const uint16_t *time_ds)
{
    size_t used = rows->first[rows->n_rows];
    if (!mlg_rows_reserve(rows, used + count))
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

bool mlg_block_init(struct mlg_block *block, uint32_t all_cells)
{
    size_t words = (size_t)all_cells / 64 + 1;
    *block = (struct mlg_block){.all_cells = all_cells};
    block->reached = mlg_alloc_zero(words, sizeof *block->reached);
    block->rank = mlg_alloc(words, sizeof *block->rank);
    return block->reached && block->rank;
}

void mlg_block_finish(struct mlg_block *block)
{
    free(block->cell);
    free(block->lanes);
    free(block->reached);
    free(block->rank);
    *block = (struct mlg_block){0};
}

/* Marks all cells of the rows and ranks them. Returns how many there are. */
static uint32_t rank_cells(struct mlg_block *block, const struct mlg_rows *rows)
{
    for (size_t i = 0; i < rows->first[rows->n_rows]; i++)
        block->reached[rows->cell[i] >> 6] |= (uint64_t)1 << (rows->cell[i] & 63);
    uint32_t count = 0;
    for (size_t word = 0; word < (size_t)block->all_cells / 64 + 1; word++) {
        block->rank[word] = count;
        count += (uint32_t)__builtin_popcountll(block->reached[word]);
    }
    return count;
}

bool mlg_block_reserve(struct mlg_block *block, uint32_t n_cells)
{
    size_t capacity = block->capacity;
    return mlg_reserve(&block->cell, &capacity, n_cells, sizeof *block->cell) &&
           mlg_reserve(&block->lanes, &block->capacity, n_cells, sizeof *block->lanes);
}

static void list_cells(struct mlg_block *block)
{
    uint32_t count = 0;
    for (size_t word = 0; word < (size_t)block->all_cells / 64 + 1; word++)
        for (uint64_t bits = block->reached[word]; bits; bits &= bits - 1)
            block->cell[count++] = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
    block->n_cells = count;
}

static void place_row(struct mlg_block *block, const struct mlg_rows *rows, uint32_t row)
{
    for (size_t i = rows->first[row]; i < rows->first[row + 1]; i++) {
        uint32_t cell = rows->cell[i];
        uint64_t below = block->reached[cell >> 6] & (((uint64_t)1 << (cell & 63)) - 1);
        uint32_t at = block->rank[cell >> 6] + (uint32_t)__builtin_popcountll(below);
        block->lanes[at].time_ds[row] = rows->time_ds[i];
    }
}

bool mlg_block_fill(struct mlg_block *block, const struct mlg_rows *rows)
{
    uint32_t count = rank_cells(block, rows);
    bool fits = mlg_block_reserve(block, count);
    if (fits) {
        list_cells(block);
        if (count)
            memset(block->lanes, 0xff, count * sizeof *block->lanes);
        for (uint32_t row = 0; row < rows->n_rows; row++)
            place_row(block, rows, row);
        block->n_rows = rows->n_rows;
    }
    for (size_t i = 0; i < rows->first[rows->n_rows]; i++)
        block->reached[rows->cell[i] >> 6] = 0;
    return fits;
}
