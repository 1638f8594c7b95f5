/* The scenario: what a scenario file says, checked. The language is documented in
 * scenarios/README.md.
 */
#ifndef MLG_SCENARIOS_LANGUAGE_SCENARIO_H
#define MLG_SCENARIOS_LANGUAGE_SCENARIO_H

#include "base/hash.h"
#include "base/status.h"
#include "datasets/points.h"
#include "network/search/search.h"
#include "scenarios/language/rules.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A table of points as the scenario names it; strings belong to the scenario. `source.join` is NULL
 * until the tables are read: existing sites placed by MLG_PLACE_JOIN stand at candidates. */
struct mlg_scenario_table {
    struct mlg_points_source source;
    size_t commune;       /* of columns, or MLG_NO_COLUMN: the name; groups people in lists */
    size_t commune_id;    /* the same: tells communes of the same name apart */
    const char **columns; /* [n_columns]: source.columns, each that some key names */
    size_t n_columns, columns_capacity;
};

enum mlg_output_format {
    MLG_OUTPUT_JSON = 1,
    MLG_OUTPUT_GPKG = 2,
    MLG_OUTPUT_GEOJSON = 4,
    MLG_OUTPUT_CSV = 8,
    MLG_OUTPUT_SVG = 16,
    MLG_OUTPUT_PNG = 32,
    MLG_OUTPUT_HTML = 64,
    MLG_OUTPUT_PROOF = 128, /* where there is a certificate */
    MLG_OUTPUT_CURVE = 256, /* where the scenario asks for one */
};

/* A scenario file that another one extends. */
struct mlg_scenario_base {
    const char *path;
    struct mlg_sha256 hash;
};

/* Travel under another condition than usual: slower roads, a bridge that is closed. */
struct mlg_condition {
    struct mlg_node node;
    const char *name;
    const char *matrix;  /* NULL = that of the scenario, as the others */
    const char *profile; /* name or path */
    const char **roads;  /* [n_roads] */
    size_t n_roads;
    uint32_t slower_milli; /* every time is longer by so many thousandths */
    int32_t later_ds;      /* every limit is longer by so much */
    bool must_hold;        /* a site serves only those whom it serves under it, too */
};

/* The trade-off of new sites against coverage: for every limit, from so many sites to so many. */
struct mlg_curve_request {
    struct mlg_node node; /* absent: none */
    uint32_t from, to, step;
    uint32_t *limit_ds; /* [n_limits], increasing */
    size_t n_limits;
    double time_s;
};

struct mlg_scenario {
    char *path;                      /* as given */
    struct mlg_sha256 hash;          /* of the file */
    struct mlg_scenario_base *bases; /* [n_bases]: what it extends, the nearest first */
    size_t n_bases, bases_capacity;
    const char *name;
    const char **caveats; /* what every output on this case must say; [n_caveats] */
    size_t n_caveats;

    /* travel: either roads and a profile, or a matrix */
    const char *profile; /* name or path; NULL = the matrix's */
    const char **roads;  /* [n_roads] */
    size_t n_roads;
    const char *matrix;  /* NULL = built from the roads, cached */
    uint32_t limit_ds;   /* of whom rules.limits does not name */
    uint32_t longest_ds; /* the longest limit of anybody */
    uint32_t bound_ds;   /* times are computed up to here; at least longest_ds */
    double snap_max_m;
    enum mlg_direction direction;
    bool has_bound, has_direction, has_snap_max; /* said, not defaults: a matrix must agree */
    struct mlg_condition *conditions;            /* [n_conditions] */
    size_t n_conditions;

    struct mlg_scenario_table people;
    struct mlg_scenario_table existing; /* source.path NULL = none */
    struct mlg_scenario_table candidates;
    struct mlg_rules rules;

    struct mlg_scenario_goal *goals; /* [n_goals] */
    size_t n_goals;

    struct mlg_curve_request curve;
    struct mlg_solve_options solver;

    const char *output_folder;
    unsigned output_formats; /* enum mlg_output_format */
    const char *outlines;    /* a file of lines for the map, or NULL */
    const char *by;          /* a column that groups people and sites in the report, or NULL */

    struct mlg_document *document; /* owns the strings */
    char **paths;                  /* [n_paths]: owns the resolved paths */
    size_t n_paths, paths_capacity;
    void **owned; /* [n_owned]: arrays of the rules */
    size_t n_owned, owned_capacity;
};

/* Loads and checks everything that can be checked without reading the data: keys, types, units,
 * ranges, contradictions, and that every file named exists. Paths become relative to the scenario
 * file. */
enum mlg_status mlg_scenario_load(const char *path, struct mlg_scenario **scenario,
                                  struct mlg_error *err);
void mlg_scenario_destroy(struct mlg_scenario *scenario);

/* A path of the scenario as the scenario file says it: relative to the scenario file's folder. */
const char *mlg_scenario_path_as_written(const struct mlg_scenario *scenario, const char *path);

/* The words of the language: "to_site". */
const char *mlg_direction_name(enum mlg_direction direction);

#endif
