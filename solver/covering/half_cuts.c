#include "solver/covering/half_cuts.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double INTEGRAL = 1e-7;       /* x is 0 or 1 within this */
static const double MAX_FIRST_SLACK = 0.2; /* of rows to combine */
static const double MAX_SLACK =
    0.94; /* slack and odd columns together; from 1 on nothing is cut off */
static const double MIN_VIOLATION = 0.02;
static const double PRICE_OF_SOURCE = 0.01; /* combinations of few rows are preferred */
enum { MAX_FOUND = 4000, KNOWN_SLOTS = 1 << 14 };

/* A row modulo 2: one bit for each fractional column, one for the right-hand side; and which rows
 * of the program it is the sum of. */
struct parity {
    uint64_t *bits;   /* [bit_words] */
    uint64_t *source; /* [source_words] */
    double slack;
    bool odd;
};

struct found {
    struct mlg_cut *cut;
    double efficacy;
};

struct separation {
    const struct mlg_relaxation *relaxation;
    uint32_t n_fractional, n_rows;
    uint32_t *fractional; /* [n_fractional]: columns */
    uint32_t
        *place; /* [n_cols]: place in fractional, UINT32_MAX = x is 0, UINT32_MAX - 1 = x is 1 */
    struct mlg_relaxation_row
        *origin;         /* [n_rows]: tight rows of the instance, in the program or not, and cuts */
    struct parity *row;  /* [n_rows], the rows to combine */
    struct parity *work; /* [n_rows], a copy under elimination */
    uint64_t *words, *work_words;
    size_t bit_words, source_words;
    int32_t *sum;        /* [n_cols] */
    uint32_t *touched;   /* [n_cols] */
    struct found *found; /* [MAX_FOUND] */
    uint32_t n_found, n_known;
    uint64_t
        *known; /* [KNOWN_SLOTS]: hashes of the cuts found and of those in the program; 0 = free */
};

enum { AT_ZERO = -1, AT_ONE = -2 };

static void separation_finish(struct separation *s)
{
    free(s->fractional);
    free(s->place);
    free(s->origin);
    free(s->row);
    free(s->work);
    free(s->words);
    free(s->work_words);
    free(s->sum);
    free(s->touched);
    free(s->known);
    for (uint32_t k = 0; k < s->n_found; k++)
        mlg_cut_destroy(s->found[k].cut);
    free(s->found);
}

static double slack_of(const struct mlg_relaxation *relaxation, struct mlg_relaxation_row row)
{
    const struct mlg_instance *instance = relaxation->instance;
    const struct mlg_cut *cut = row.cut;
    uint32_t i = row.row;
    double sum = cut ? -cut->rhs : -1;
    for (uint32_t k = 0; cut && k < cut->n; k++)
        sum += cut->coef[k] * relaxation->x[cut->col[k]];
    for (uint64_t k = instance->row_first[i]; !cut && k < instance->row_first[i + 1]; k++)
        sum += relaxation->x[instance->row_col[k]];
    return fmax(0, sum);
}

/* Notes the hash of a cut; false = it was there already. The table never gets full. */
static bool is_new(struct separation *s, uint64_t hash)
{
    size_t slot = hash % KNOWN_SLOTS;
    while (s->known[slot] != 0 && s->known[slot] != hash)
        slot = (slot + 1) % KNOWN_SLOTS;
    bool is_free = s->known[slot] == 0 && s->n_known < KNOWN_SLOTS - 1;
    if (is_free) {
        s->known[slot] = hash;
        s->n_known++;
    }
    return is_free;
}

static void consider(struct separation *s, struct mlg_relaxation_row row)
{
    double slack = slack_of(s->relaxation, row);
    if (slack >= MAX_FIRST_SLACK)
        return;
    s->row[s->n_rows].slack = slack;
    s->origin[s->n_rows++] = row;
}

static bool separation_init(struct separation *s, const struct mlg_relaxation *relaxation)
{
    size_t cols = relaxation->instance->n_cols;
    size_t rows = (size_t)relaxation->instance->n_rows + relaxation->n_rows;
    *s = (struct separation){
        .relaxation = relaxation,
        .fractional = mlg_alloc(cols, sizeof *s->fractional),
        .place = mlg_alloc(cols, sizeof *s->place),
        .origin = mlg_alloc(rows, sizeof *s->origin),
        .row = mlg_alloc(rows, sizeof *s->row),
        .work = mlg_alloc(rows, sizeof *s->work),
        .sum = mlg_alloc_zero(cols, sizeof *s->sum),
        .touched = mlg_alloc(cols, sizeof *s->touched),
        .found = mlg_alloc(MAX_FOUND, sizeof *s->found),
        .known = mlg_alloc_zero(KNOWN_SLOTS, sizeof *s->known),
    };
    if (!s->fractional || !s->place || !s->origin || !s->row || !s->work || !s->sum ||
        !s->touched || !s->found || !s->known)
        return false;
    for (uint32_t j = 0; j < cols; j++) {
        double x = relaxation->x[j];
        s->place[j] = (uint32_t)(x > 0.5 ? AT_ONE : AT_ZERO);
        if (x > INTEGRAL && x < 1 - INTEGRAL) {
            s->place[j] = s->n_fractional;
            s->fractional[s->n_fractional++] = j;
        }
    }
    for (uint32_t i = 0; i < relaxation->instance->n_rows; i++)
        consider(s, (struct mlg_relaxation_row){NULL, i});
    for (uint32_t q = 0; q < relaxation->n_rows; q++)
        if (relaxation->row[q].cut) {
            consider(s, relaxation->row[q]);
            is_new(s, relaxation->row[q].cut->hash);
        }
    s->bit_words = (s->n_fractional + 63) / 64;
    s->source_words = (s->n_rows + 63) / 64;
    size_t words = s->n_rows * (s->bit_words + s->source_words);
    s->words = mlg_alloc_zero(words, sizeof *s->words);
    s->work_words = mlg_alloc(words, sizeof *s->work_words);
    return s->words && s->work_words;
}

static void flip(struct separation *s, struct parity *row, uint32_t col)
{
    if (s->place[col] == (uint32_t)AT_ONE)
        row->odd = !row->odd; /* the column is complemented */
    else if (s->place[col] != (uint32_t)AT_ZERO)
        row->bits[s->place[col] / 64] ^= UINT64_C(1) << s->place[col] % 64;
}

static void fill_parities(struct separation *s)
{
    const struct mlg_instance *instance = s->relaxation->instance;
    for (uint32_t r = 0; r < s->n_rows; r++) {
        const struct mlg_relaxation_row *origin = &s->origin[r];
        struct parity *row = &s->row[r];
        row->bits = s->words + r * (s->bit_words + s->source_words);
        row->source = row->bits + s->bit_words;
        row->source[r / 64] = UINT64_C(1) << r % 64;
        row->odd = origin->cut ? origin->cut->rhs & 1 : true;
        for (uint32_t k = 0; origin->cut && k < origin->cut->n; k++)
            if (origin->cut->coef[k] & 1)
                flip(s, row, origin->cut->col[k]);
        if (origin->cut)
            continue;
        for (uint64_t k = instance->row_first[origin->row];
             k < instance->row_first[origin->row + 1]; k++)
            flip(s, row, instance->row_col[k]);
    }
}

/* Starts another elimination from the original rows. */
static void copy_parities(struct separation *s)
{
    size_t width = s->bit_words + s->source_words;
    memcpy(s->work_words, s->words, s->n_rows * width * sizeof *s->words);
    for (uint32_t r = 0; r < s->n_rows; r++) {
        s->work[r] = s->row[r];
        s->work[r].bits = s->work_words + r * width;
        s->work[r].source = s->work[r].bits + s->bit_words;
    }
}

/* Slack and the values of the columns that stay odd: what rounding them up gives away; 1 is too
 * much. */
static double loss_of(const struct separation *s, const struct parity *row)
{
    double loss = row->slack;
    for (size_t w = 0; w < s->bit_words && loss < MAX_SLACK; w++)
        for (uint64_t bits = row->bits[w]; bits; bits &= bits - 1)
            loss += s->relaxation->x[s->fractional[w * 64 + (size_t)__builtin_ctzll(bits)]];
    return loss;
}

static uint32_t add_to_sum(struct separation *s, uint32_t n_touched, uint32_t col, int32_t coef)
{
    if (s->sum[col] == 0)
        s->touched[n_touched++] = col;
    s->sum[col] += coef;
    return n_touched;
}

/* Adds the sources up in sum; returns how many columns are in it, *rhs = the right-hand side. */
static uint32_t sum_sources(struct separation *s, const struct parity *row, int32_t *rhs)
{
    const struct mlg_instance *instance = s->relaxation->instance;
    uint32_t n = 0;
    *rhs = 0;
    for (size_t w = 0; w < s->source_words; w++)
        for (uint64_t bits = row->source[w]; bits; bits &= bits - 1) {
            struct mlg_relaxation_row source = s->origin[w * 64 + (size_t)__builtin_ctzll(bits)];
            const struct mlg_cut *cut = source.cut;
            uint32_t i = source.row;
            for (uint32_t k = 0; cut && k < cut->n; k++)
                n = add_to_sum(s, n, cut->col[k], cut->coef[k]);
            for (uint64_t k = instance->row_first[i]; !cut && k < instance->row_first[i + 1]; k++)
                n = add_to_sum(s, n, instance->row_col[k], 1);
            *rhs += cut ? cut->rhs : 1;
        }
    return n;
}

/* What a cut is made of, for the certificate; before its sum is forgotten. */
static struct mlg_cut_origin *origin_of(struct separation *s, const struct parity *row, uint32_t n)
{
    struct mlg_certificate *certificate = s->relaxation->certificate;
    size_t n_parents = 0;
    for (size_t w = 0; w < s->source_words; w++)
        n_parents += (size_t)__builtin_popcountll(row->source[w]);
    struct mlg_cut_origin *origin = mlg_cut_origin_create(certificate, n_parents, n);
    for (size_t w = 0; origin && w < s->source_words; w++)
        for (uint64_t bits = row->source[w]; bits; bits &= bits - 1) {
            struct mlg_relaxation_row source = s->origin[w * 64 + (size_t)__builtin_ctzll(bits)];
            origin->parent[origin->n_parents++] =
                source.cut ? mlg_certificate_cut(source.cut->number)
                           : mlg_certificate_row(certificate, source.row);
        }
    for (uint32_t k = 0; origin && k < n; k++) {
        uint32_t j = s->touched[k];
        if ((s->sum[j] & 1) && s->place[j] == (uint32_t)AT_ONE)
            origin->down[origin->n_down++] = mlg_certificate_col(certificate, j);
    }
    return origin;
}

/* Halves the sum of the sources and rounds up; columns at 1 are complemented before, so that they
 * round without a loss. No coefficient needs to exceed the right-hand side. NULL = no memory. */
static struct mlg_cut *halve(struct separation *s, const struct parity *row)
{
    int32_t rhs;
    uint32_t n = sum_sources(s, row, &rhs);
    struct mlg_cut *cut = mlg_cut_create(n);
    if (cut && s->relaxation->certificate)
        cut->origin = origin_of(s, row, n);
    for (uint32_t k = 0; k < n; k++)
        rhs -= (s->sum[s->touched[k]] & 1) && s->place[s->touched[k]] == (uint32_t)AT_ONE;
    rhs = (rhs + 1) / 2;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t j = s->touched[k];
        int32_t sum = s->sum[j], half = (sum + (s->place[j] != (uint32_t)AT_ONE)) / 2;
        s->sum[j] = 0;
        half = half < rhs ? half : rhs;
        if (cut && half > 0)
            mlg_cut_add(cut, j, half);
    }
    if (cut)
        cut->rhs = rhs;
    return cut;
}

/* Keeps the cut of a row if it is violated and new; false = no memory. */
static bool harvest(struct separation *s, const struct parity *row)
{
    if (!row->odd || s->n_found == MAX_FOUND || loss_of(s, row) >= MAX_SLACK)
        return true;
    struct mlg_cut *cut = halve(s, row);
    if (!cut)
        return false;
    double violation = cut->rhs, norm = 0;
    for (uint32_t k = 0; k < cut->n; k++) {
        violation -= cut->coef[k] * s->relaxation->x[cut->col[k]];
        norm += (double)cut->coef[k] * cut->coef[k];
    }
    if (cut->rhs <= 0 || violation < MIN_VIOLATION || !is_new(s, cut->hash)) {
        mlg_cut_destroy(cut);
        return true;
    }
    s->found[s->n_found++] = (struct found){cut, violation / sqrt(norm)};
    return true;
}

static bool has_bit(const struct parity *row, uint32_t place)
{
    return row->bits[place / 64] >> place % 64 & 1;
}

static double price(const struct separation *s, const struct parity *row)
{
    int sources = 0;
    for (size_t w = 0; w < s->source_words; w++)
        sources += __builtin_popcountll(row->source[w]);
    return row->slack + PRICE_OF_SOURCE * sources;
}

static uint32_t cheapest_row(const struct separation *s, const bool *used, uint32_t place)
{
    uint32_t pivot = UINT32_MAX;
    double least = INFINITY;
    for (uint32_t r = 0; r < s->n_rows; r++) {
        if (used[r] || !has_bit(&s->work[r], place) || s->work[r].slack >= least)
            continue;
        double own = price(s, &s->work[r]);
        if (own < least) {
            least = own;
            pivot = r;
        }
    }
    return pivot;
}

/* Removes one column from all rows but the pivot; rows that became too slack are given up. */
static bool eliminate(struct separation *s, bool *used, uint32_t place)
{
    uint32_t pivot = cheapest_row(s, used, place);
    if (pivot == UINT32_MAX)
        return true;
    size_t width = s->bit_words + s->source_words;
    const struct parity *from = &s->work[pivot];
    used[pivot] = true;
    for (uint32_t r = 0; r < s->n_rows; r++) {
        struct parity *row = &s->work[r];
        if (used[r] || !has_bit(row, place))
            continue;
        for (size_t w = 0; w < width; w++)
            row->bits[w] ^= from->bits[w];
        row->odd ^= from->odd;
        row->slack += from->slack;
        if (row->slack >= MAX_SLACK)
            used[r] = true;
        else if (!harvest(s, row))
            return false;
    }
    return true;
}

struct keyed {
    double key;
    uint32_t place;
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *p = a, *q = b;
    if (p->key != q->key)
        return p->key > q->key ? -1 : 1;
    return p->place < q->place ? -1 : 1;
}

/* The fractional columns by value, which chance lessens in all orders but the first. */
static struct keyed *elimination_order(const struct separation *s, bool shuffle,
                                       struct mlg_random *random)
{
    struct keyed *keyed = mlg_alloc(s->n_fractional, sizeof *keyed);
    for (uint32_t f = 0; keyed && f < s->n_fractional; f++) {
        double x = s->relaxation->x[s->fractional[f]];
        keyed[f] = (struct keyed){shuffle ? x * (0.5 + mlg_random_unit(random)) : x, f};
    }
    if (keyed)
        qsort(keyed, s->n_fractional, sizeof *keyed, by_key);
    return keyed;
}

static bool run_order(struct separation *s, bool shuffle, struct mlg_random *random)
{
    struct keyed *keyed = elimination_order(s, shuffle, random);
    bool *used = mlg_alloc_zero(s->n_rows, sizeof *used);
    bool memory = keyed && used;
    if (memory)
        copy_parities(s);
    for (uint32_t k = 0; memory && k < s->n_fractional; k++)
        memory = eliminate(s, used, keyed[k].place);
    free(keyed);
    free(used);
    return memory;
}

static int by_efficacy(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    if (p->efficacy != q->efficacy)
        return p->efficacy > q->efficacy ? -1 : 1;
    return (p->cut->hash > q->cut->hash) - (p->cut->hash < q->cut->hash);
}

enum mlg_status mlg_half_cuts(const struct mlg_relaxation *relaxation, uint32_t max_cuts,
                              uint32_t orders, struct mlg_random *random, struct mlg_cut **cuts,
                              uint32_t *n, struct mlg_error *err)
{
    struct separation s;
    bool memory = separation_init(&s, relaxation);
    if (memory)
        fill_parities(&s);
    for (uint32_t order = 0; memory && order < orders; order++)
        memory = run_order(&s, order > 0, random);
    *n = 0;
    if (memory) {
        qsort(s.found, s.n_found, sizeof *s.found, by_efficacy);
        for (; *n < max_cuts && *n < s.n_found; ++*n) {
            cuts[*n] = s.found[*n].cut;
            s.found[*n].cut = NULL;
        }
    }
    separation_finish(&s);
    return memory ? MLG_OK : mlg_fail_memory(err, "cuts", (size_t)relaxation->n_rows * 1000);
}
