#include "base/file.h"
#include "base/memory.h"
#include "bench/region_earth.h"
#include "bench/region_files.h"

#include <math.h>
#include <stdlib.h>

enum { CELL_M = 200, COMMUNES_PER_SITE = 25, FEWEST_SITES = 2, ISLAND_RADIUS_M = 600 };

struct cell {
    int32_t east, north; /* the corner, in units of CELL_M */
    uint32_t commune, residents;
};

static int by_cell_and_commune(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    if (x->north != y->north)
        return x->north < y->north ? -1 : 1;
    if (x->east != y->east)
        return x->east < y->east ? -1 : 1;
    return (x->commune > y->commune) - (x->commune < y->commune);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->east == b->east && a->north == b->north;
}

/* Adds up sorted records: one per cell, with the commune of most of its residents. Returns their
 * number. */
static size_t merge_cells(struct cell *cells, size_t n)
{
    size_t merged = 0;
    for (size_t i = 0; i < n;) {
        struct cell cell = cells[i];
        uint32_t total = 0, most = 0;
        while (i < n && same_cell(&cells[i], &cell)) {
            uint32_t commune = cells[i].commune, here = 0;
            for (; i < n && same_cell(&cells[i], &cell) && cells[i].commune == commune; i++)
                here += cells[i].residents;
            total += here;
            if (here > most) {
                most = here;
                cell.commune = commune;
            }
        }
        cell.residents = total;
        cells[merged++] = cell;
    }
    return merged;
}

/* The cells where people live, sorted. *cells: caller frees. */
static enum mlg_status find_cells(const struct region *region, const struct region_earth *earth,
                                  struct cell **result, size_t *n, struct mlg_error *err)
{
    struct cell *cells = mlg_alloc(region->n_people, sizeof *cells);
    if (!cells)
        return mlg_fail_memory(err, "people", region->n_people * sizeof *cells);
    for (size_t i = 0; i < region->n_people; i++) {
        double x = region->people[i].x, y = region->people[i].y;
        enum mlg_status status = mlg_projection_apply(earth->grid, 1, &x, &y, err);
        if (status != MLG_OK) {
            free(cells);
            return status;
        }
        cells[i] = (struct cell){
            .east = (int32_t)floor(x / CELL_M),
            .north = (int32_t)floor(y / CELL_M),
            .commune = region->people[i].commune,
            .residents = region->people[i].residents,
        };
    }
    qsort(cells, region->n_people, sizeof *cells, by_cell_and_commune);
    *n = merge_cells(cells, region->n_people);
    *result = cells;
    return MLG_OK;
}

enum mlg_status region_write_people(const struct region *region,
                                    const struct region_placement *placement, const char *path,
                                    struct mlg_error *err)
{
    struct region_earth earth;
    struct mlg_output output;
    struct cell *cells = NULL;
    size_t n = 0;
    enum mlg_status status = region_earth_init(placement, &earth, err);
    if (status != MLG_OK)
        return status;
    status = find_cells(region, &earth, &cells, &n, err);
    region_earth_finish(&earth);
    if (status == MLG_OK)
        status = mlg_output_open(path, placement->overwrite, &output, err);
    if (status == MLG_OK) {
        fputs("id,residents,commune\n", output.stream);
        for (size_t i = 0; i < n; i++) {
            char commune[REGION_COMMUNE_NAME];
            region_commune_name(region, cells[i].commune, commune);
            fprintf(output.stream, "CRS3035RES200mN%dE%d,%u,%s\n", cells[i].north * CELL_M,
                    cells[i].east * CELL_M, cells[i].residents, commune);
        }
        status = mlg_output_commit(&output, err);
    }
    free(cells);
    return status;
}

static bool has_hall(const struct region *region, uint32_t p)
{
    return region->places[p].rank >= RANK_VILLAGE && region->places[p].owner == p;
}

/* One line of a table of sites: a place beside the first crossing of the commune's streets. */
static enum mlg_status write_site(const struct region *region, const struct region_earth *earth,
                                  uint32_t p, const char *prefix, const char *id, FILE *stream,
                                  struct mlg_error *err)
{
    const struct region_place *place = &region->places[p];
    char commune[REGION_COMMUNE_NAME];
    double lon, lat;
    enum mlg_status status = region_to_earth(earth, place->x + 12, place->y + 9, &lon, &lat, err);
    if (status != MLG_OK)
        return status;
    region_commune_name(region, p, commune);
    fprintf(stream, "%s,%s %s%s,%s,%.6f,%.6f\n", id, prefix, region_of(commune), commune, commune,
            lon, lat);
    return MLG_OK;
}

static enum mlg_status write_sites(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   const uint32_t *places, size_t n, const char *prefix,
                                   char letter, struct mlg_error *err)
{
    struct region_earth earth;
    struct mlg_output output;
    enum mlg_status status = region_earth_init(placement, &earth, err);
    if (status != MLG_OK)
        return status;
    status = mlg_output_open(path, placement->overwrite, &output, err);
    if (status == MLG_OK) {
        fputs("id,name,commune,lon,lat\n", output.stream);
        for (size_t i = 0; i < n && status == MLG_OK; i++) {
            char id[24];
            snprintf(id, sizeof id, "%c%03zu", letter, i + 1);
            status = write_site(region, &earth, places[i], prefix, id, output.stream, err);
        }
        if (status == MLG_OK)
            status = mlg_output_commit(&output, err);
        else
            mlg_output_abandon(&output);
    }
    region_earth_finish(&earth);
    return status;
}

/* The places with a village hall. *places: caller frees. */
static enum mlg_status list_halls(const struct region *region, uint32_t **places, size_t *n,
                                  struct mlg_error *err)
{
    uint32_t *list = mlg_alloc(region->n_places, sizeof *list);
    if (!list)
        return mlg_fail_memory(err, "village halls", region->n_places * sizeof *list);
    size_t count = 0;
    for (uint32_t p = 0; p < region->n_places; p++)
        if (has_hall(region, p))
            list[count++] = p;
    *places = list;
    *n = count;
    return MLG_OK;
}

enum mlg_status region_write_candidates(const struct region *region,
                                        const struct region_placement *placement, const char *path,
                                        struct mlg_error *err)
{
    uint32_t *halls;
    size_t n;
    enum mlg_status status = list_halls(region, &halls, &n, err);
    if (status != MLG_OK)
        return status;
    status = write_sites(region, placement, path, halls, n, "Mairie", 'C', err);
    free(halls);
    return status;
}

/* The largest first. */
static int by_streets(const void *a, const void *b, void *context)
{
    const struct region *region = context;
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    float x = region->places[p].radius_m, y = region->places[q].radius_m;
    if (x != y)
        return x > y ? -1 : 1;
    return (p > q) - (p < q);
}

enum mlg_status region_write_sites(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err)
{
    uint32_t *halls;
    size_t n;
    enum mlg_status status = list_halls(region, &halls, &n, err);
    if (status != MLG_OK)
        return status;
    qsort_r(halls, n, sizeof *halls, by_streets, (void *)region);
    size_t sites = n / COMMUNES_PER_SITE + FEWEST_SITES;
    status =
        write_sites(region, placement, path, halls, sites < n ? sites : n, "L'Atelier", 'E', err);
    free(halls);
    return status;
}

/* The shore of an island about a place; NULL: the coast of the mainland. */
static enum mlg_status write_ring(const struct region *region, const struct region_earth *earth,
                                  const struct region_place *island, FILE *stream,
                                  struct mlg_error *err)
{
    enum { CORNERS = 120 };
    enum mlg_status status = MLG_OK;
    fputs(island ? ",\n[[" : "\n[[", stream);
    for (int k = 0; k <= CORNERS && status == MLG_OK; k++) {
        double angle = 2 * M_PI * (k % CORNERS) / CORNERS, lon, lat;
        double radius = island ? ISLAND_RADIUS_M : region_coast_m(region, angle) + 150;
        double x = (island ? island->x : 0) + radius * cos(angle);
        double y = (island ? island->y : 0) + radius * sin(angle);
        status = region_to_earth(earth, x, y, &lon, &lat, err);
        fprintf(stream, "%s[%.5f,%.5f]", k ? ",\n" : "\n", lon, lat);
    }
    fputs("]]", stream);
    return status;
}

enum mlg_status region_write_outline(const struct region *region,
                                     const struct region_placement *placement, const char *path,
                                     struct mlg_error *err)
{
    const struct region_place *land[] = {NULL, &region->places[region->islet],
                                         &region->places[region->headland]};
    struct region_earth earth;
    struct mlg_output output;
    enum mlg_status status = region_earth_init(placement, &earth, err);
    if (status != MLG_OK)
        return status;
    status = mlg_output_open(path, placement->overwrite, &output, err);
    if (status == MLG_OK) {
        fputs("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
              "\"name\":\"invented "
              "coast\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[",
              output.stream);
        for (size_t i = 0; i < sizeof land / sizeof *land && status == MLG_OK; i++)
            status = write_ring(region, &earth, land[i], output.stream, err);
        fputs("]}}]}\n", output.stream);
        if (status == MLG_OK)
            status = mlg_output_commit(&output, err);
        else
            mlg_output_abandon(&output);
    }
    region_earth_finish(&earth);
    return status;
}
