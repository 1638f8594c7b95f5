/* What the rules say of pairs of sites: new ones that are too close, and who is near whom. */
#include "base/memory.h"
#include "datasets/ellipsoid.h"
#include "scenarios/run/between.h"
#include "scenarios/run/terms_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A degree of latitude is at least this long. */
#define SHORTEST_DEGREE_M 110500.0

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "pairs of sites", n * 8);
}

static bool is_new(const struct mlg_terms *terms, size_t site)
{
    return terms->role[site] == MLG_SITE_CANDIDATE || terms->role[site] == MLG_SITE_MUST;
}

static bool add_pair(struct mlg_terms *terms, uint32_t a, uint32_t b)
{
    if (!mlg_reserve(&terms->too_close, &terms->too_close_capacity, terms->n_too_close + 1,
                     sizeof *terms->too_close))
        return false;
    terms->too_close[terms->n_too_close][0] = a < b ? a : b;
    terms->too_close[terms->n_too_close++][1] = a < b ? b : a;
    return true;
}

static int by_latitude(const void *left, const void *right, void *context)
{
    const struct mlg_tables *tables = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int32_t lat_a = mlg_tables_site(tables, a).lat_e7, lat_b = mlg_tables_site(tables, b).lat_e7;
    return lat_a != lat_b ? (lat_a > lat_b) - (lat_a < lat_b) : (a > b) - (a < b);
}

/* From south to north, so that only those within a band of latitude are measured. */
static enum mlg_status find_close(struct mlg_terms *terms, uint32_t *order, size_t n,
                                  struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    double apart_m = terms->scenario->rules.apart_m;
    double band_e7 = apart_m / SHORTEST_DEGREE_M * 1e7;
    qsort_r(order, n, sizeof *order, by_latitude, (void *)tables);
    for (size_t i = 0; i < n; i++) {
        struct mlg_site a = mlg_tables_site(tables, order[i]);
        for (size_t j = i + 1; j < n; j++) {
            struct mlg_site b = mlg_tables_site(tables, order[j]);
            if ((double)b.lat_e7 - a.lat_e7 > band_e7)
                break;
            if (mlg_geodesic_m(a.lon_e7, a.lat_e7, b.lon_e7, b.lat_e7) < apart_m &&
                !add_pair(terms, order[i], order[j]))
                return no_memory(terms->n_too_close, err);
        }
    }
    return MLG_OK;
}

static enum mlg_status pairs_by_distance(struct mlg_terms *terms, struct mlg_error *err)
{
    uint32_t *order = mlg_alloc(terms->tables->n_sites, sizeof *order);
    size_t n = 0;
    if (!order)
        return no_memory(terms->tables->n_sites, err);
    for (size_t s = 0; s < terms->tables->n_sites; s++)
        if (is_new(terms, s))
            order[n++] = (uint32_t)s;
    enum mlg_status status = find_close(terms, order, n, err);
    free(order);
    return status;
}

/* Both directions count; a pair may come twice. */
static enum mlg_status pairs_by_time(struct mlg_terms *terms, struct mlg_between *between,
                                     struct mlg_error *err)
{
    uint32_t apart_ds = terms->scenario->rules.apart_ds;
    for (size_t s = 0; s < terms->tables->n_sites; s++) {
        uint32_t n = is_new(terms, s) ? mlg_between_row(between, s, apart_ds - 1) : 0;
        for (uint32_t k = 0; k < n; k++)
            if (is_new(terms, between->from[k]) && !add_pair(terms, (uint32_t)s, between->from[k]))
                return no_memory(terms->n_too_close, err);
    }
    return MLG_OK;
}

static int compare_pairs(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    if (a[0] != b[0])
        return (a[0] > b[0]) - (a[0] < b[0]);
    return (a[1] > b[1]) - (a[1] < b[1]);
}

static void drop_doubles(struct mlg_terms *terms)
{
    size_t kept = 0;
    if (terms->n_too_close > 0)
        qsort(terms->too_close, terms->n_too_close, sizeof *terms->too_close, compare_pairs);
    for (size_t i = 0; i < terms->n_too_close; i++)
        if (kept == 0 || compare_pairs(terms->too_close[kept - 1], terms->too_close[i]) != 0)
            memmove(terms->too_close[kept++], terms->too_close[i], sizeof *terms->too_close);
    terms->n_too_close = kept;
}

/* The network: near_site of a site are those to which its people can go in time. Counted first,
 * then filled. */
static enum mlg_status find_near(struct mlg_terms *terms, struct mlg_between *between,
                                 struct mlg_error *err)
{
    size_t n_sites = terms->tables->n_sites;
    uint32_t network_ds = terms->scenario->rules.network_ds;
    uint64_t *first = terms->near_first = mlg_alloc_zero(n_sites + 1, sizeof *first);
    if (!first)
        return no_memory(n_sites, err);
    for (size_t s = 0; s < n_sites; s++) {
        uint32_t n = mlg_between_row(between, s, network_ds);
        for (uint32_t k = 0; k < n; k++)
            first[between->from[k] + 1]++;
    }
    for (size_t s = 0; s < n_sites; s++)
        first[s + 1] += first[s];
    terms->near_site = mlg_alloc(first[n_sites], sizeof *terms->near_site);
    if (!terms->near_site)
        return no_memory(first[n_sites], err);
    for (size_t s = 0; s < n_sites; s++) {
        uint32_t n = mlg_between_row(between, s, network_ds);
        for (uint32_t k = 0; k < n; k++)
            terms->near_site[first[between->from[k]]++] = (uint32_t)s;
    }
    memmove(first + 1, first, n_sites * sizeof *first);
    first[0] = 0;
    return MLG_OK;
}

enum mlg_status mlg_terms_set_pairs(struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_rules *rules = &terms->scenario->rules;
    struct mlg_between *between = NULL;
    enum mlg_status status = rules->apart_m > 0 ? pairs_by_distance(terms, err) : MLG_OK;
    if (status == MLG_OK && (rules->apart_ds || rules->network_ds))
        status = mlg_between_open(terms->tables, rules->sites_matrix,
                                  rules->apart_ds > rules->network_ds ? rules->apart_ds
                                                                      : rules->network_ds,
                                  &between, err);
    if (status == MLG_OK && rules->apart_ds)
        status = pairs_by_time(terms, between, err);
    if (status == MLG_OK && rules->network_ds)
        status = find_near(terms, between, err);
    mlg_between_close(between);
    drop_doubles(terms);
    return status;
}
