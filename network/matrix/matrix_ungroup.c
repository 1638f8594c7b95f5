#include "network/matrix/matrix_group.h"

#include <string.h>

/* Groups are decoded 8 lanes at a time in chunks of places that stay in the nearest cache.
 * Everything that is read is checked against its section's end: a file may lie in spite of its
 * checksum. */
enum { LANES = 8, CHUNK = 512 };

typedef uint16_t lanes8 __attribute__((vector_size(16)));

struct section {
    const uint8_t *at, *end;
};

/* Numbers in runs: `begin` up to, not including, `end`. */
struct runs {
    struct section bytes;
    uint64_t begin, end;
};

/* Masks or singles; `place` is that of the next, UINT64_MAX after the last. */
struct events {
    struct section bytes;
    uint64_t place;
};

struct walk {
    struct mlg_group_front front;
    struct mlg_group_lane lanes[MLG_GROUP_ROWS];
    uint32_t first_lane, n_lanes; /* that are decoded, at most LANES */
    struct section heads;
    struct events masks, singles[LANES];
    struct runs cell_runs, lane_runs[LANES];
    uint32_t base, n;                     /* the places of the chunk */
    uint32_t cell[CHUNK];                 /* of the chunk */
    lanes8 times[MLG_GROUP_BACK + CHUNK]; /* those of the chunk after the last 8 before it */
    lanes8 by_lane[LANES][CHUNK / 8];     /* the same of the chunk, lane by lane */
};

static bool take(struct section *from, uint64_t bytes, struct section *taken)
{
    if ((uint64_t)(from->end - from->at) < bytes)
        return false;
    *taken = (struct section){from->at, from->at + bytes};
    from->at += bytes;
    return true;
}

static bool get_varint(struct section *section, uint64_t *value)
{
    uint64_t got = 0;
    for (uint32_t shift = 0; shift < 35 && section->at < section->end; shift += 7) {
        uint8_t byte = *section->at++;
        got |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *value = got;
            return true;
        }
    }
    return false;
}

/* Goes to the next run; after the last one, and where the bytes make no sense, both ends are
 * UINT64_MAX. */
static void next_run(struct runs *runs)
{
    uint64_t skipped, more;
    if (get_varint(&runs->bytes, &skipped) && get_varint(&runs->bytes, &more)) {
        runs->begin = runs->end + skipped;
        runs->end = runs->begin + more + 1;
    } else {
        runs->begin = runs->end = UINT64_MAX;
    }
}

static void next_event(struct events *events, uint32_t bytes)
{
    events->bytes.at += bytes;
    events->place =
        events->bytes.at < events->bytes.end ? events->place + *events->bytes.at : UINT64_MAX;
}

static void first_event(struct events *events)
{
    events->place = 0;
    next_event(events, 0);
}

/* The sections of one row: skipped unless it is decoded. */
static bool take_lane(struct section *rest, struct walk *walk, uint32_t row)
{
    struct section runs, singles;
    if (!take(rest, walk->lanes[row].run_bytes, &runs) ||
        !take(rest, (uint64_t)walk->lanes[row].n_singles * MLG_SINGLE_BYTES, &singles))
        return false;
    uint32_t lane = row - walk->first_lane;
    if (lane < walk->n_lanes) {
        walk->lane_runs[lane] = (struct runs){.bytes = runs};
        next_run(&walk->lane_runs[lane]);
        walk->singles[lane] = (struct events){.bytes = singles};
        first_event(&walk->singles[lane]);
    }
    return true;
}

/* Starts before the first place with up to LANES rows; false = the sections do not fit the length.
 */
static bool walk_start(struct walk *walk, const uint8_t *data, size_t length, uint32_t n_rows,
                       uint32_t first_lane, uint32_t n_lanes)
{
    struct section rest = {data, data + length}, part;
    if (!take(&rest, sizeof walk->front, &part))
        return false;
    memcpy(&walk->front, part.at, sizeof walk->front);
    if (!take(&rest, n_rows * sizeof *walk->lanes, &part))
        return false;
    memcpy(walk->lanes, part.at, n_rows * sizeof *walk->lanes);
    walk->cell_runs = (struct runs){0};
    walk->masks = (struct events){0};
    walk->first_lane = first_lane;
    walk->n_lanes = n_lanes;
    if (!take(&rest, walk->front.run_bytes, &walk->cell_runs.bytes) ||
        !take(&rest, (uint64_t)walk->front.n_places * sizeof(uint16_t), &walk->heads) ||
        !take(&rest, (uint64_t)walk->front.n_masks * MLG_MASK_BYTES, &walk->masks.bytes))
        return false;
    next_run(&walk->cell_runs);
    first_event(&walk->masks);
    for (uint32_t row = 0; row < n_rows; row++)
        if (!take_lane(&rest, walk, row))
            return false;
    walk->base = walk->n = 0;
    memset(walk->times, 0, MLG_GROUP_BACK * sizeof *walk->times);
    return rest.at == rest.end;
}

/* The cells of the chunk; too few or too large ones end as UINT32_MAX. */
static void list_cells(struct walk *walk)
{
    struct runs *runs = &walk->cell_runs;
    for (uint32_t i = 0; i < walk->n;) {
        uint64_t left = runs->end - runs->begin;
        uint32_t count = left < walk->n - i ? (uint32_t)left : walk->n - i;
        if (runs->end > UINT32_MAX) {
            for (; i < walk->n; i++)
                walk->cell[i] = UINT32_MAX;
            return;
        }
        for (uint32_t k = 0; k < count; k++)
            walk->cell[i + k] = (uint32_t)runs->begin + k;
        i += count;
        runs->begin += count;
        if (runs->begin == runs->end)
            next_run(runs);
    }
}

static void add_masks(struct walk *walk, lanes8 *differences)
{
    static const lanes8 bits = {1, 2, 4, 8, 16, 32, 64, 128};
    struct events *masks = &walk->masks;
    for (; masks->place < (uint64_t)walk->base + walk->n; next_event(masks, MLG_MASK_BYTES)) {
        uint16_t difference;
        uint32_t lanes;
        memcpy(&difference, masks->bytes.at + 1, sizeof difference);
        memcpy(&lanes, masks->bytes.at + 3, sizeof lanes);
        lanes8 mask = (lanes8){0} + (uint16_t)(lanes >> walk->first_lane & 255);
        differences[masks->place - walk->base] += (lanes8)((mask & bits) != 0) & difference;
    }
}

static void add_singles(struct walk *walk, uint32_t lane, lanes8 *differences)
{
    struct events *singles = &walk->singles[lane];
    for (; singles->place < (uint64_t)walk->base + walk->n; next_event(singles, MLG_SINGLE_BYTES)) {
        uint16_t difference;
        memcpy(&difference, singles->bytes.at + 1, sizeof difference);
        differences[singles->place - walk->base][lane] += difference;
    }
}

/* The numbers of each of the first four and of the one four after it, by turns. */
static void interleave(const lanes8 from[8], lanes8 to[8])
{
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        lanes8 a = from[i], b = from[i + 4];
        to[2 * i] = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
        to[2 * i + 1] = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    }
}

/* Turns 8 places of 8 lanes into 8 lanes of 8 places. */
static void transpose(const lanes8 places[8], lanes8 by_lane[LANES][CHUNK / 8], uint32_t eighth)
{
    lanes8 once[8], twice[8], lanes[8];
    interleave(places, once);
    interleave(once, twice);
    interleave(twice, lanes);
#pragma GCC unroll 8
    for (int lane = 0; lane < LANES; lane++)
        by_lane[lane][eighth] = lanes[lane];
}

/* Decodes the next chunk; false after the last one. */
static bool walk_step(struct walk *walk)
{
    memmove(walk->times, walk->times + walk->n, MLG_GROUP_BACK * sizeof *walk->times);
    walk->base += walk->n;
    uint32_t left = walk->front.n_places - walk->base;
    walk->n = left < CHUNK ? left : CHUNK;
    if (walk->n == 0)
        return false;
    lanes8 *times = walk->times + MLG_GROUP_BACK;
    uint16_t heads[CHUNK];
    memcpy(heads, walk->heads.at + sizeof *heads * walk->base, sizeof *heads * walk->n);
    for (uint32_t i = 0; i < walk->n; i++)
        times[i] = (lanes8){0} + (uint16_t)((int16_t)heads[i] >> 3);
    add_masks(walk, times);
    for (uint32_t lane = 0; lane < walk->n_lanes; lane++)
        add_singles(walk, lane, times);
    for (uint32_t i = 0; i < walk->n; i++)
        times[i] += walk->times[i + MLG_GROUP_BACK - 1 - (heads[i] & 7)];
    for (uint32_t i = 0; i < walk->n; i += 8)
        transpose(times + i, walk->by_lane, i / 8);
    list_cells(walk);
    return true;
}

/* The next part of a lane's runs that lies in the chunk, counted from its start; false = none is
 * left. */
static bool next_part(struct walk *walk, uint32_t lane, uint32_t *begin, uint32_t *end)
{
    struct runs *runs = &walk->lane_runs[lane];
    uint64_t chunk_end = (uint64_t)walk->base + walk->n;
    if (runs->begin >= chunk_end)
        return false;
    *begin = (uint32_t)(runs->begin - walk->base);
    if (runs->end > chunk_end) {
        *end = walk->n;
        runs->begin = chunk_end;
    } else {
        *end = (uint32_t)(runs->end - walk->base);
        next_run(runs);
    }
    return true;
}

/* Copies a lane's entries of the chunk; returns how many there are. */
static uint32_t copy_lane(struct walk *walk, uint32_t lane, uint32_t *cell, uint16_t *time_ds)
{
    const uint16_t *times = (const uint16_t *)(const void *)walk->by_lane[lane];
    uint32_t begin, end, count = 0;
    while (next_part(walk, lane, &begin, &end)) {
        memcpy(cell + count, walk->cell + begin, (end - begin) * sizeof *cell);
        memcpy(time_ds + count, times + begin, (end - begin) * sizeof *time_ds);
        count += end - begin;
    }
    return count;
}

static bool check_lane(struct walk *walk, uint32_t lane, uint32_t bound, uint32_t *count)
{
    uint32_t cell[CHUNK];
    uint16_t time_ds[CHUNK], most = 0;
    uint32_t n = copy_lane(walk, lane, cell, time_ds);
    for (uint32_t i = 0; i < n; i++)
        most = time_ds[i] > most ? time_ds[i] : most;
    *count += n;
    return most <= bound;
}

/* Whether nothing of the sections was left over or missing. */
static bool ended_well(const struct walk *walk, const uint32_t *counts)
{
    if (walk->cell_runs.begin != UINT64_MAX || walk->masks.place != UINT64_MAX ||
        walk->cell_runs.bytes.at != walk->cell_runs.bytes.end)
        return false;
    for (uint32_t lane = 0; lane < walk->n_lanes; lane++)
        if (walk->lane_runs[lane].begin != UINT64_MAX ||
            walk->lane_runs[lane].bytes.at != walk->lane_runs[lane].bytes.end ||
            walk->singles[lane].place != UINT64_MAX ||
            counts[lane] != walk->lanes[walk->first_lane + lane].n_entries)
            return false;
    return true;
}

static bool check_lanes(struct walk *walk, uint32_t n_cells, uint32_t bound)
{
    uint32_t counts[LANES] = {0};
    while (walk_step(walk)) {
        if (walk->cell[walk->n - 1] >= n_cells)
            return false;
        for (uint32_t lane = 0; lane < walk->n_lanes; lane++)
            if (!check_lane(walk, lane, bound, &counts[lane]))
                return false;
    }
    return ended_well(walk, counts);
}

static uint32_t lanes_from(uint32_t first, uint32_t n_rows)
{
    return n_rows - first < LANES ? n_rows - first : LANES;
}

bool mlg_group_check(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t n_cells,
                     uint32_t bound, uint64_t *n_entries, uint32_t *max_row)
{
    struct walk walk;
    for (uint32_t first = 0; first < n_rows; first += LANES)
        if (!walk_start(&walk, data, length, n_rows, first, lanes_from(first, n_rows)) ||
            !check_lanes(&walk, n_cells, bound))
            return false;
    for (uint32_t row = 0; row < n_rows; row++) {
        uint32_t count = walk.lanes[row].n_entries;
        *n_entries += count;
        *max_row = count > *max_row ? count : *max_row;
    }
    return true;
}

uint32_t mlg_group_row(const uint8_t *data, size_t length, uint32_t n_rows, uint32_t row,
                       uint32_t *cell, uint16_t *time_ds)
{
    struct walk walk;
    uint32_t count = 0;
    if (!walk_start(&walk, data, length, n_rows, row, 1))
        return 0;
    while (walk_step(&walk))
        count += copy_lane(&walk, 0, cell + count, time_ds + count);
    return count;
}

static void decode_lanes(struct walk *walk, struct mlg_rows *rows)
{
    size_t next[LANES];
    memcpy(next, rows->first + walk->first_lane, sizeof next);
    while (walk_step(walk))
        for (uint32_t lane = 0; lane < walk->n_lanes; lane++)
            next[lane] +=
                copy_lane(walk, lane, rows->cell + next[lane], rows->time_ds + next[lane]);
}

bool mlg_group_rows(const uint8_t *data, size_t length, uint32_t n_rows, struct mlg_rows *rows)
{
    struct walk walk;
    mlg_rows_clear(rows);
    walk_start(&walk, data, length, n_rows, 0, lanes_from(0, n_rows));
    for (uint32_t row = 0; row < n_rows; row++)
        rows->first[row + 1] = rows->first[row] + walk.lanes[row].n_entries;
    if (!mlg_rows_reserve(rows, rows->first[n_rows]))
        return false;
    rows->n_rows = n_rows;
    for (uint32_t first = 0; first < n_rows; first += LANES) {
        walk_start(&walk, data, length, n_rows, first, lanes_from(first, n_rows));
        decode_lanes(&walk, rows);
    }
    return true;
}
