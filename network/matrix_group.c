#include "network/matrix_group.h"

#include "base/memory.h"

/* Each row: varint count, then per entry varint (gap to the next cell) and varint (zigzag
 * difference of the time). */

static void put(struct mlg_bytes *bytes, uint32_t value)
{
    for (; value >= 128; value >>= 7)
        bytes->data[bytes->length++] = (uint8_t)(value | 128);
    bytes->data[bytes->length++] = (uint8_t)value;
}

static bool get(const uint8_t **at, const uint8_t *end, uint32_t *value)
{
    uint64_t got = 0;
    for (int shift = 0; shift < 35 && *at < end; shift += 7) {
        uint8_t byte = *(*at)++;
        got |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *value = (uint32_t)got;
            return got <= UINT32_MAX;
        }
    }
    return false;
}

bool mlg_group_encode(const struct mlg_rows *rows, struct mlg_bytes *bytes)
{
    bytes->length = 0;
    size_t needed = rows->first[rows->n_rows] * 8 + 5 * MLG_GROUP_ROWS;
    if (!mlg_reserve(&bytes->data, &bytes->capacity, needed, 1))
        return false;
    for (uint32_t row = 0; row < rows->n_rows; row++) {
        uint32_t cell = 0;
        int32_t time = 0;
        put(bytes, (uint32_t)(rows->first[row + 1] - rows->first[row]));
        for (size_t i = rows->first[row]; i < rows->first[row + 1]; i++) {
            int32_t step = rows->time_ds[i] - time;
            put(bytes, rows->cell[i] - cell);
            put(bytes, step < 0 ? (uint32_t)(-2 * step - 1) : (uint32_t)(2 * step));
            cell = rows->cell[i] + 1;
            time = rows->time_ds[i];
        }
    }
    return true;
}

static bool read_row(const uint8_t **at, const uint8_t *end, uint32_t n_cells, uint32_t bound,
                     uint32_t *count, uint32_t *cells, uint16_t *times)
{
    uint64_t cell = 0;
    int64_t time = 0;
    if (!get(at, end, count))
        return false;
    for (uint32_t i = 0; i < *count; i++) {
        uint32_t gap, step;
        if (!get(at, end, &gap) || !get(at, end, &step))
            return false;
        cell += gap;
        time += step & 1 ? -(int64_t)(step / 2) - 1 : (int64_t)(step / 2);
        if (cell >= n_cells || time < 0 || time > bound)
            return false;
        if (cells) {
            cells[i] = (uint32_t)cell;
            times[i] = (uint16_t)time;
        }
        cell++;
    }
    return true;
}

bool mlg_group_check(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t n_cells,
                     uint32_t bound, uint64_t *n_entries, uint32_t *max_row)
{
    const uint8_t *at = data;
    for (uint32_t row = 0; row < n_rows; row++) {
        uint32_t count;
        if (!read_row(&at, data + length, n_cells, bound, &count, NULL, NULL))
            return false;
        *n_entries += count;
        if (count > *max_row)
            *max_row = count;
    }
    return at == data + length;
}

uint32_t mlg_group_decode(const uint8_t *data, size_t length, uint32_t row, uint32_t *cell,
                          uint16_t *time_ds)
{
    const uint8_t *at = data;
    uint32_t count = 0;
    for (uint32_t i = 0; i <= row; i++)
        read_row(&at, data + length, UINT32_MAX, UINT16_MAX, &count, i == row ? cell : NULL,
                 time_ds);
    return count;
}
