#include "base/quote.h"
#include "scenarios/init/init_parts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Words that YAML reads as something else than text. */
static bool is_keyword(const char *text)
{
    static const char *const keywords[] = {"y",  "n",   "yes",  "no",   "true", "false",
                                           "on", "off", "null", ".inf", ".nan"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strcasecmp(text, keywords[i]) == 0)
            return true;
    return false;
}

/* A YAML scalar: in double quotes wherever it could be read as something else. */
static void print_scalar(FILE *stream, const char *text)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
    bool begins = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || *text == '/';
    if (begins && text[strspn(text, plain)] == '\0' && !is_keyword(text)) {
        fputs(text, stream);
        return;
    }
    mlg_print_yaml(stream, text);
}

/* Paths of a scenario are relative to its folder. */
static void print_path(FILE *stream, const struct mlg_first_scenario *first, const char *path)
{
    char whole[PATH_MAX];
    print_scalar(stream, first->here || !realpath(path, whole) ? path : whole);
}

static void print_key(FILE *stream, int indent, const char *key, const char *value, bool certain)
{
    if (!value)
        return;
    fprintf(stream, "%*s%s: ", indent, "", key);
    print_scalar(stream, value);
    fputs(certain ? "\n" : " # guessed\n", stream);
}

static void print_at(FILE *stream, int indent, const struct mlg_guess *guess)
{
    fprintf(stream, "%*sat: ", indent, "");
    if (guess->placement == MLG_PLACE_GRID_ID) {
        fputs("{grid: ", stream);
        print_scalar(stream, guess->grid);
        fputs("} # guessed: the ids of grid cells\n", stream);
    } else if (guess->placement == MLG_PLACE_COLUMNS) {
        fputs(guess->crs ? "{x: " : "{lon: ", stream);
        print_scalar(stream, guess->x);
        fputs(guess->crs ? ", y: " : ", lat: ", stream);
        print_scalar(stream, guess->y);
        if (guess->crs)
            fprintf(stream, ", crs: \"%s\"", guess->crs);
        fputs(guess->crs       ? "} # guessed, with the reference system from the first record\n"
              : guess->certain ? "}\n"
                               : "} # guessed\n",
              stream);
    } else if (guess->crs) {
        fprintf(stream, "{crs: \"%s\"} # guessed: the file does not say it\n", guess->crs);
    } else {
        fputs("geometry\n", stream);
    }
}

static void print_table(FILE *stream, int indent, const struct mlg_first_scenario *first,
                        const struct mlg_guess *guess)
{
    fprintf(stream, "%*s# its columns: %s\n", indent, "", guess->columns);
    fprintf(stream, "%*sfile: ", indent, "");
    print_path(stream, first, guess->path);
    fputc('\n', stream);
    print_key(stream, indent, "layer", guess->layer, false);
    print_key(stream, indent, "residents", guess->residents, guess->certain);
    print_key(stream, indent, "id", guess->id, guess->certain);
    print_key(stream, indent, "name", guess->name, guess->certain);
    print_key(stream, indent, "commune", guess->commune, guess->certain);
    print_key(stream, indent, "commune_id", guess->commune_id, guess->certain);
    print_at(stream, indent, guess);
}

static void print_travel(FILE *stream, const struct mlg_first_scenario *first)
{
    const struct mlg_init_options *options = first->options;
    fprintf(stream, "travel:\n"
                    "  # car, bicycle, foot, or a profile file of your own\n"
                    "  profile: ");
    print_scalar(stream, options->profile ? options->profile : "car");
    fputs("\n  # Within so many minutes a site serves a resident: decide it with those concerned.\n"
          "  limit_min: 20 # guessed\n"
          "  roads:\n",
          stream);
    for (size_t i = 0; i < options->n_roads; i++) {
        fputs("    - ", stream);
        print_path(stream, first, options->roads[i]);
        fputc('\n', stream);
    }
}

static void print_sites(FILE *stream, const struct mlg_first_scenario *first)
{
    fputs("sites:\n", stream);
    if (first->options->existing) {
        fputs("  # The sites that are open and stay open.\n  existing:\n", stream);
        print_table(stream, 4, first, &first->existing);
    } else {
        fputs("  # No site exists yet. Name a table here where some do:\n"
              "  # existing: {file: sites.csv, id: id, name: name, at: {lon: lon, lat: lat}}\n",
              stream);
    }
    fputs("  # Where a new site could open.\n", stream);
    if (first->made_candidates)
        fprintf(stream, "  # Taken from the roads' files: %s.\n", first->kinds);
    fputs("  candidates:\n", stream);
    print_table(stream, 4, first, &first->candidates);
    if (first->made_candidates && *first->settlements)
        fprintf(stream,
                "    # For public buildings only:\n"
                "    # never: {column: kind, values: [%s]}\n",
                first->settlements);
    fputs("  # At most so many new sites, for goals such as most_residents:\n"
          "  # new: {max: 25}\n",
          stream);
}

void mlg_init_print(const struct mlg_first_scenario *first, FILE *stream)
{
    fprintf(stream,
            "# %s: a first scenario, written by `maillage init`.\n"
            "#\n"
            "# What is marked as guessed was read off names and first records: check it, then run\n"
            "#   maillage check %s\n"
            "#   maillage run %s\n"
            "maillage: 1\n"
            "name: ",
            first->name, first->options->output, first->options->output);
    print_scalar(stream, first->name);
    fputs("\n\n", stream);
    if (first->made_people)
        fputs("# Repeated by every output.\n"
              "caveats:\n"
              "  - Residents are those of the settlements that say a population in OpenStreetMap, "
              "each at one point; the others are missing.\n\n",
              stream);
    print_travel(stream, first);
    fputs("\n# Who lives where.\npeople:\n", stream);
    print_table(stream, 2, first, &first->people);
    fputc('\n', stream);
    print_sites(stream, first);
    fprintf(stream, "\n# What is wanted, most important first.\n"
                    "goals:\n"
                    "  - goal: fewest_sites\n"
                    "\n"
                    "outputs:\n"
                    "  folder: ");
    char folder[300];
    snprintf(folder, sizeof folder, "out/%.280s", first->name);
    print_scalar(stream, folder);
    fputc('\n', stream);
}

void mlg_init_print_places(const struct mlg_osm_places *places, const struct mlg_place_names *names,
                           bool people, FILE *stream)
{
    fprintf(stream, "id,name,kind,commune%s,lon,lat\n", people ? ",residents" : "");
    for (size_t i = 0; i < places->n; i++) {
        const struct mlg_osm_place *place = &places->place[i];
        if (people && place->population <= 0)
            continue;
        fprintf(stream, "%s,", place->id);
        mlg_print_csv(stream, names->name[i]);
        fprintf(stream, ",%s,", place->kind);
        mlg_print_csv(stream, names->commune[i]);
        if (people)
            fprintf(stream, ",%lld", (long long)place->population);
        fprintf(stream, ",%.7f,%.7f\n", place->lon_e7 / 1e7, place->lat_e7 / 1e7);
    }
}
