/* The buildings that could host a site: a town hall in every commune, a library in every town, a
 * hall in every hamlet on a main road.
 */
#include "base/file.h"
#include "bench/region_earth.h"
#include "bench/region_files.h"

struct kind {
    const char *name, *prefix;
    double x_m, y_m; /* from the place's middle */
};

static const struct kind town_hall = {"townhall", "Mairie", 12, 9};
static const struct kind library = {"library", "Bibliothèque", -60, 45};
static const struct kind hall = {"community_centre", "Salle des fêtes", 10, -8};

/* One line: beside the streets of a place. */
static enum mlg_status write_host(const struct region *region, const struct region_earth *earth,
                                  uint32_t p, const struct kind *kind, unsigned *n, FILE *stream,
                                  struct mlg_error *err)
{
    const struct region_place *place = &region->places[p];
    char name[REGION_COMMUNE_NAME], commune[REGION_COMMUNE_NAME];
    double lon, lat;
    enum mlg_status status =
        region_to_earth(earth, place->x + kind->x_m, place->y + kind->y_m, &lon, &lat, err);
    if (status != MLG_OK)
        return status;
    region_commune_name(region, p, name);
    region_commune_name(region, place->commune, commune);
    fprintf(stream, "H%03u,%s %s%s,%s,%s,%.6f,%.6f\n", ++*n, kind->prefix, region_of(name), name,
            kind->name, commune, lon, lat);
    return MLG_OK;
}

static enum mlg_status write_hosts(const struct region *region, const struct region_earth *earth,
                                   FILE *stream, struct mlg_error *err)
{
    unsigned n = 0;
    enum mlg_status status = MLG_OK;
    for (uint32_t p = 0; p < region->n_places && status == MLG_OK; p++) {
        const struct region_place *place = &region->places[p];
        if (place->rank < RANK_HAMLET || place->owner != p ||
            (place->rank == RANK_HAMLET && place->road < CLASS_SECONDARY))
            continue;
        const struct kind *kind = place->rank == RANK_HAMLET ? &hall : &town_hall;
        status = write_host(region, earth, p, kind, &n, stream, err);
        if (status == MLG_OK && place->rank >= RANK_TOWN)
            status = write_host(region, earth, p, &library, &n, stream, err);
    }
    return status;
}

enum mlg_status region_write_hosts(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err)
{
    struct region_earth earth;
    struct mlg_output output;
    enum mlg_status status = region_earth_init(placement, &earth, err);
    if (status != MLG_OK)
        return status;
    status = mlg_output_open(path, placement->overwrite, &output, err);
    if (status == MLG_OK) {
        fputs("id,name,kind,commune,lon,lat\n", output.stream);
        status = write_hosts(region, &earth, output.stream, err);
        if (status == MLG_OK)
            status = mlg_output_commit(&output, err);
        else
            mlg_output_abandon(&output);
    }
    region_earth_finish(&earth);
    return status;
}
