/* generate-region: writes an invented region, for the demo, for tests and for measurements of
 * scale. */
#include "base/file.h"
#include "bench/region_files.h"

#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    uint64_t seed;
    double nodes;
    const char *folder;
    struct region_placement placement;
};

static const char usage[] =
    "usage: generate-region [options] FOLDER\n"
    "Writes an invented region: roads.osm.pbf, people.csv, sites.csv, candidates.csv,\n"
    "hosts.csv and outline.geojson. The same options write the same bytes.\n"
    "  -s, --seed N        which region (default 1)\n"
    "  -n, --nodes N       about how many road nodes, 5000 to 50000000 (default 60000)\n"
    "  -p, --place LON,LAT where its centre lies (default -4.6,46.2, in the Bay of Biscay)\n"
    "      --overwrite     replace existing files\n";

static bool parse_number(const char *text, double low, double high, double *value)
{
    char *end;
    double parsed = strtod(text, &end);
    if (end == text || *end || !(parsed >= low && parsed <= high))
        return false;
    *value = parsed;
    return true;
}

static bool parse_place(const char *text, struct region_placement *placement)
{
    char lon[32];
    const char *comma = strchr(text, ',');
    if (!comma || (size_t)(comma - text) >= sizeof lon)
        return false;
    snprintf(lon, sizeof lon, "%.*s", (int)(comma - text), text);
    return parse_number(lon, -180, 180, &placement->lon_deg) &&
           parse_number(comma + 1, -85, 85, &placement->lat_deg);
}

static bool parse_option(int option, struct options *options)
{
    double seed;
    switch (option) {
    case 's':
        if (!parse_number(optarg, 0, 0x1p53, &seed))
            return false;
        options->seed = (uint64_t)seed;
        return true;
    case 'n':
        return parse_number(optarg, 5e3, 5e7, &options->nodes);
    case 'p':
        return parse_place(optarg, &options->placement);
    case 'o':
        options->placement.overwrite = true;
        return true;
    default:
        return false;
    }
}

static bool parse_options(int argc, char **argv, struct options *options)
{
    static const struct option names[] = {
        {"seed", required_argument, NULL, 's'},
        {"nodes", required_argument, NULL, 'n'},
        {"place", required_argument, NULL, 'p'},
        {"overwrite", no_argument, NULL, 'o'},
        {NULL, 0, NULL, 0},
    };
    for (int option; (option = getopt_long(argc, argv, "s:n:p:", names, NULL)) != -1;)
        if (!parse_option(option, options)) {
            if (option != '?')
                fprintf(stderr, "generate-region: bad value '%s'\n", optarg);
            return false;
        }
    if (optind + 1 != argc)
        return false;
    options->folder = argv[optind];
    return true;
}

typedef enum mlg_status write_file(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err);

static enum mlg_status write_files(const struct region *region, const struct options *options,
                                   struct mlg_error *err)
{
    static const struct {
        const char *name;
        write_file *write;
    } files[] = {
        {"roads.osm.pbf", region_write_roads}, {"people.csv", region_write_people},
        {"sites.csv", region_write_sites},     {"candidates.csv", region_write_candidates},
        {"hosts.csv", region_write_hosts},     {"outline.geojson", region_write_outline},
    };
    enum mlg_status status = mlg_make_folder(options->folder, err);
    for (size_t f = 0; f < sizeof files / sizeof *files && status == MLG_OK; f++) {
        char path[4096];
        if (snprintf(path, sizeof path, "%s/%s", options->folder, files[f].name) >=
            (int)sizeof path)
            return mlg_fail(err, MLG_USAGE, "the folder's name is too long");
        status = files[f].write(region, &options->placement, path, err);
    }
    return status;
}

int main(int argc, char **argv)
{
    struct options options = {.seed = 1, .nodes = 60000, .placement = {-4.6, 46.2, false}};
    if (!parse_options(argc, argv, &options)) {
        fputs(usage, stderr);
        return 2;
    }
    struct region *region = NULL;
    struct mlg_error error;
    enum mlg_status status = region_build(options.seed, options.nodes, &region, &error);
    if (status == MLG_OK)
        status = write_files(region, &options, &error);
    if (status == MLG_OK)
        printf("%zu nodes, %zu ways, %zu homes, radius %.1f km\n", region->n_nodes, region->n_ways,
               region->n_people, region->radius_m / 1000);
    else
        fprintf(stderr, "generate-region: %s\n", error.message);
    region_destroy(region);
    return status == MLG_OK ? 0 : 1;
}
