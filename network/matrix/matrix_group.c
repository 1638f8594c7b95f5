#include "network/matrix/matrix_group.h"

#include "base/memory.h"
#include "network/search/search.h"

#include <stdlib.h>
#include <string.h>

enum {
    MASKED_LANES = 3, /* as many singles cost more than a mask */
    LOW_COMMON = -4096,
    HIGH_COMMON = 4095,
};

/* Lanes that differ from an earlier place by the same number. */
struct class
{
    uint16_t difference;
    uint32_t lanes;
};

/* How a place follows from an earlier one; the common class is the one of most lanes. */
struct relation {
    uint32_t back, n_classes, common;
    size_t bytes;
    struct class classes[MLG_GROUP_ROWS];
};

/* A part of the output under construction: steps lead on from `place`. */
struct stream {
    uint8_t *data;
    size_t length;
    uint32_t count, place;
};

struct encoder {
    const struct mlg_block *block;
    uint32_t *present; /* [n_cells] the lanes that have an entry */
    uint16_t *heads;   /* [n_cells] */
    struct stream masks, singles[MLG_GROUP_ROWS];
    uint8_t *store; /* of all streams */
};

typedef uint16_t lanes8 __attribute__((vector_size(16), may_alias));

static uint32_t or_all(lanes8 bits)
{
    uint64_t halves[2];
    memcpy(halves, &bits, sizeof halves);
    uint64_t any = halves[0] | halves[1];
    any |= any >> 32;
    return (uint32_t)(any | any >> 16) & 0xffff;
}

/* The lanes that have this value. */
static uint32_t equal_lanes(const struct mlg_lanes *lanes, uint16_t value)
{
    static const lanes8 low = {1, 2, 4, 8, 16, 32, 64, 128};
    static const lanes8 high = {256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    const lanes8 *v = (const lanes8 *)(const void *)lanes->time_ds;
    lanes8 first = ((lanes8)(v[0] == value) & low) | ((lanes8)(v[1] == value) & high);
    lanes8 second = ((lanes8)(v[2] == value) & low) | ((lanes8)(v[3] == value) & high);
    return or_all(first) | or_all(second) << 16;
}

static size_t class_bytes(uint32_t n_lanes)
{
    return n_lanes < MASKED_LANES ? n_lanes * MLG_SINGLE_BYTES : MLG_MASK_BYTES;
}

static int16_t as_signed(uint16_t difference)
{
    return (int16_t)difference;
}

static bool fits_head(uint16_t common)
{
    return as_signed(common) >= LOW_COMMON && as_signed(common) <= HIGH_COMMON;
}

/* Sorts the lanes in `present` into classes. Gives up when it costs as much as `limit` bytes. */
static bool relate(const struct mlg_lanes *cell, const struct mlg_lanes *earlier, uint32_t present,
                   size_t limit, struct relation *relation)
{
    struct mlg_lanes difference;
    for (uint32_t i = 0; i < MLG_GROUP_ROWS; i++)
        difference.time_ds[i] = (uint16_t)(cell->time_ds[i] - earlier->time_ds[i]);
    relation->n_classes = relation->common = 0;
    size_t bytes = 0, most = 0;
    uint32_t most_lanes = 0;
    while (present) {
        uint16_t value = difference.time_ds[__builtin_ctz(present)];
        uint32_t lanes = equal_lanes(&difference, value) & present;
        uint32_t n_lanes = (uint32_t)__builtin_popcount(lanes);
        if (n_lanes > most_lanes) {
            most_lanes = n_lanes;
            most = class_bytes(n_lanes);
            relation->common = relation->n_classes;
        }
        bytes += class_bytes(n_lanes);
        if (bytes - most >= limit)
            return false;
        relation->classes[relation->n_classes++] = (struct class){value, lanes};
        present &= ~lanes;
    }
    relation->bytes = bytes - most;
    if (!fits_head(relation->classes[relation->common].difference))
        relation->bytes += MLG_MASK_BYTES;
    return relation->bytes < limit;
}

static void put(struct stream *stream, const void *bytes, size_t length)
{
    memcpy(stream->data + stream->length, bytes, length);
    stream->length += length;
}

/* Leads on to a place in steps; the last, shorter or full, is left to the entry itself. */
static uint8_t lead_on(struct stream *stream, uint32_t place, size_t entry_bytes)
{
    static const uint8_t empty[MLG_MASK_BYTES] = {MLG_GROUP_STEP};
    uint32_t step = place - stream->place;
    for (; step > MLG_GROUP_STEP; step -= MLG_GROUP_STEP) {
        put(stream, empty, entry_bytes);
        stream->count++;
    }
    stream->place = place;
    stream->count++;
    return (uint8_t)step;
}

static void put_mask(struct stream *masks, uint32_t place, uint16_t difference, uint32_t lanes)
{
    uint8_t step = lead_on(masks, place, MLG_MASK_BYTES);
    put(masks, &step, sizeof step);
    put(masks, &difference, sizeof difference);
    put(masks, &lanes, sizeof lanes);
}

static void put_singles(struct stream *singles, uint32_t place, uint16_t difference, uint32_t lanes)
{
    for (; lanes; lanes &= lanes - 1) {
        struct stream *single = &singles[__builtin_ctz(lanes)];
        uint8_t step = lead_on(single, place, MLG_SINGLE_BYTES);
        put(single, &step, sizeof step);
        put(single, &difference, sizeof difference);
    }
}

static void put_relation(struct encoder *encoder, uint32_t place, const struct relation *relation)
{
    uint16_t common = relation->classes[relation->common].difference;
    uint16_t head_common = fits_head(common) ? common : 0;
    encoder->heads[place] = (uint16_t)((relation->back - 1) | (uint32_t)head_common << 3);
    if (head_common != common)
        put_mask(&encoder->masks, place, common, UINT32_MAX);
    for (uint32_t i = 0; i < relation->n_classes; i++) {
        const struct class *class = &relation->classes[i];
        uint16_t difference = (uint16_t)(class->difference - common);
        if (i == relation->common)
            continue;
        if (__builtin_popcount(class->lanes) < MASKED_LANES)
            put_singles(encoder->singles, place, difference, class->lanes);
        else
            put_mask(&encoder->masks, place, difference, class->lanes);
    }
}

/* What a decoder has at the place: exact where there is an entry, moved on where there is none. */
static void move_on(struct mlg_lanes *times, const struct mlg_lanes *earlier, uint16_t common,
                    const struct mlg_lanes *cell)
{
    for (uint32_t i = 0; i < MLG_GROUP_ROWS; i++) {
        uint16_t moved = (uint16_t)(earlier->time_ds[i] + common);
        times->time_ds[i] = cell->time_ds[i] == MLG_BEYOND ? moved : cell->time_ds[i];
    }
}

static void relate_places(struct encoder *encoder)
{
    const struct mlg_block *block = encoder->block;
    struct mlg_lanes ring[MLG_GROUP_BACK] = {0};
    struct relation relations[2];
    for (uint32_t place = 0; place < block->n_cells; place++) {
        const struct mlg_lanes *cell = &block->lanes[place];
        uint32_t present = ~equal_lanes(cell, MLG_BEYOND);
        struct relation *best = &relations[0], *next = &relations[1];
        best->bytes = SIZE_MAX;
        for (uint32_t back = 1; back <= MLG_GROUP_BACK && best->bytes > 0; back++) {
            next->back = back;
            if (!relate(cell, &ring[(place - back) % MLG_GROUP_BACK], present, best->bytes, next))
                continue;
            struct relation *better = next;
            next = best;
            best = better;
        }
        put_relation(encoder, place, best);
        move_on(&ring[place % MLG_GROUP_BACK], &ring[(place - best->back) % MLG_GROUP_BACK],
                best->classes[best->common].difference, cell);
        encoder->present[place] = present;
    }
}

static void append(struct mlg_bytes *bytes, const void *data, size_t length)
{
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
}

static void put_varint(struct mlg_bytes *bytes, uint32_t value)
{
    for (; value >= 128; value >>= 7)
        bytes->data[bytes->length++] = (uint8_t)(value | 128);
    bytes->data[bytes->length++] = (uint8_t)value;
}

/* The runs of the cells. Returns their bytes. */
static uint32_t put_cell_runs(struct mlg_bytes *bytes, const struct mlg_block *block)
{
    size_t start = bytes->length;
    uint32_t next = 0;
    for (uint32_t i = 0, end; i < block->n_cells; i = end) {
        for (end = i + 1; end < block->n_cells && block->cell[end] == block->cell[end - 1] + 1;)
            end++;
        put_varint(bytes, block->cell[i] - next);
        put_varint(bytes, end - i - 1);
        next = block->cell[end - 1] + 1;
    }
    return (uint32_t)(bytes->length - start);
}

/* The runs of the places that a row reaches. */
static void put_lane_runs(struct mlg_bytes *bytes, const struct encoder *encoder, uint32_t row,
                          struct mlg_group_lane *lane)
{
    size_t start = bytes->length;
    uint32_t n_places = encoder->block->n_cells, next = 0;
    for (uint32_t i = 0, end; i < n_places; i = end) {
        end = i + 1;
        if (!(encoder->present[i] >> row & 1))
            continue;
        while (end < n_places && encoder->present[end] >> row & 1)
            end++;
        put_varint(bytes, i - next);
        put_varint(bytes, end - i - 1);
        lane->n_entries += end - i;
        next = end;
    }
    lane->run_bytes = (uint32_t)(bytes->length - start);
}

/* Puts the parts together, into *bytes that have room for them. */
static void assemble(const struct encoder *encoder, struct mlg_bytes *bytes)
{
    const struct mlg_block *block = encoder->block;
    struct mlg_group_front front = {.n_places = block->n_cells, .n_masks = encoder->masks.count};
    struct mlg_group_lane lanes[MLG_GROUP_ROWS] = {0};
    size_t lanes_bytes = block->n_rows * sizeof *lanes;
    bytes->length = sizeof front + lanes_bytes;
    front.run_bytes = put_cell_runs(bytes, block);
    append(bytes, encoder->heads, block->n_cells * sizeof *encoder->heads);
    append(bytes, encoder->masks.data, encoder->masks.length);
    for (uint32_t row = 0; row < block->n_rows; row++) {
        put_lane_runs(bytes, encoder, row, &lanes[row]);
        append(bytes, encoder->singles[row].data, encoder->singles[row].length);
        lanes[row].n_singles = encoder->singles[row].count;
    }
    memcpy(bytes->data, &front, sizeof front);
    memcpy(bytes->data + sizeof front, lanes, lanes_bytes);
}

static void encoder_finish(struct encoder *encoder)
{
    free(encoder->present);
    free(encoder->heads);
    free(encoder->store);
}

/* The longest a stream of n entries of a place each can be. */
static size_t stream_bytes(size_t n, uint32_t n_places, size_t entry_bytes)
{
    return (n + n_places / MLG_GROUP_STEP) * entry_bytes;
}

static bool encoder_init(struct encoder *encoder, const struct mlg_block *block)
{
    uint32_t n_places = block->n_cells;
    size_t mask_bytes = stream_bytes((size_t)n_places * (1 + MLG_GROUP_ROWS / MASKED_LANES),
                                     n_places, MLG_MASK_BYTES);
    size_t single_bytes = stream_bytes(n_places, n_places, MLG_SINGLE_BYTES);
    *encoder = (struct encoder){.block = block};
    encoder->present = mlg_alloc(n_places, sizeof *encoder->present);
    encoder->heads = mlg_alloc(n_places, sizeof *encoder->heads);
    encoder->store = mlg_alloc(mask_bytes + MLG_GROUP_ROWS * single_bytes, 1);
    if (!encoder->present || !encoder->heads || !encoder->store) {
        encoder_finish(encoder);
        return false;
    }
    encoder->masks.data = encoder->store;
    for (uint32_t row = 0; row < MLG_GROUP_ROWS; row++)
        encoder->singles[row].data = encoder->store + mask_bytes + row * single_bytes;
    return true;
}

bool mlg_group_encode(const struct mlg_block *block, struct mlg_bytes *bytes)
{
    enum { MAX_RUN = 10 };
    struct encoder encoder;
    if (!encoder_init(&encoder, block))
        return false;
    relate_places(&encoder);
    size_t needed =
        sizeof(struct mlg_group_front) + (sizeof(struct mlg_group_lane) * MLG_GROUP_ROWS) +
        (size_t)block->n_cells * (sizeof *encoder.heads + MAX_RUN) +
        MLG_GROUP_ROWS * ((size_t)block->n_cells / 2 + 1) * MAX_RUN + encoder.masks.length;
    for (uint32_t row = 0; row < block->n_rows; row++)
        needed += encoder.singles[row].length;
    bool fits = mlg_reserve(&bytes->data, &bytes->capacity, needed, 1);
    if (fits)
        assemble(&encoder, bytes);
    encoder_finish(&encoder);
    return fits;
}

uint32_t mlg_group_entries(const uint8_t *data, uint32_t row)
{
    struct mlg_group_lane lane;
    memcpy(&lane, data + sizeof(struct mlg_group_front) + row * sizeof lane, sizeof lane);
    return lane.n_entries;
}
