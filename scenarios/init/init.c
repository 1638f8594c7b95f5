#include "scenarios/init/init.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/plural.h"
#include "scenarios/init/init_parts.h"

#include <stdlib.h>
#include <string.h>

enum { N_FILES = 3 };

/* What an init has in hand. */
struct making {
    const struct mlg_init_options *options;
    const struct mlg_monitor *monitor;
    struct mlg_arena *arena;
    struct mlg_osm_places *places; /* or NULL: nothing of them is needed */
    struct mlg_place_names names;
    struct mlg_first_scenario first;
    struct mlg_output output[N_FILES]; /* the tables that are made, and the scenario last */
    size_t n_outputs;
};

static bool ends_in(const char *text, const char *ending)
{
    size_t length = strlen(text), n = strlen(ending);
    return length > n && strcmp(text + length - n, ending) == 0;
}

/* "region" of "work/region.yaml". */
static enum mlg_status name_scenario(struct making *making, struct mlg_error *err)
{
    const char *output = making->options->output, *slash = strrchr(output, '/');
    if (!ends_in(output, ".yaml") && !ends_in(output, ".yml")) {
        mlg_fail(err, MLG_USAGE, "'%s' is no name for a scenario", output);
        return mlg_hint(err, "let it end in .yaml");
    }
    const char *base = slash ? slash + 1 : output;
    char *name = mlg_arena_take(making->arena, strlen(base) + 1);
    if (!name)
        return mlg_fail_memory(err, "a name", strlen(base));
    strcpy(name, base);
    *strrchr(name, '.') = '\0';
    making->first.name = name;
    making->first.here = slash == NULL;
    return MLG_OK;
}

/* "work/region-people.csv" beside "work/region.yaml". */
static const char *beside(struct making *making, const char *what)
{
    const char *output = making->options->output;
    size_t stem = (size_t)(strrchr(output, '.') - output);
    char *path = mlg_arena_take(making->arena, stem + strlen(what) + 8);
    if (path)
        sprintf(path, "%.*s-%s.csv", (int)stem, output, what);
    return path;
}

static size_t count_people(const struct mlg_osm_places *places)
{
    size_t n = 0;
    for (size_t i = 0; i < places->n; i++)
        n += places->place[i].population > 0;
    return n;
}

/* How many places are of the kind of place i; 0 where one before it is. */
static size_t count_kind(const struct mlg_osm_places *places, size_t i)
{
    size_t n = 0;
    for (size_t k = 0; k < places->n; k++) {
        if (strcmp(places->place[k].kind, places->place[i].kind) != 0)
            continue;
        if (k < i)
            return 0;
        n++;
    }
    return n;
}

/* "12 town, 40 village" of all kinds, or "town, village" of the settlements. */
static const char *list_kinds(struct making *making, bool settlements)
{
    const struct mlg_osm_places *places = making->places;
    char list[600] = "";
    size_t used = 0;
    for (size_t i = 0; i < places->n && used < sizeof list; i++) {
        const struct mlg_osm_place *place = &places->place[i];
        size_t n = count_kind(places, i);
        const char *comma = used ? ", " : "";
        if (n > 0 && !settlements)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%zu %s", comma, n,
                                     place->kind);
        else if (n > 0 && mlg_place_is_settlement(place))
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", comma, place->kind);
    }
    return mlg_arena_text(making->arena, list);
}

static enum mlg_status open_table(struct making *making, const char *what, bool people,
                                  struct mlg_guess *guess, struct mlg_error *err)
{
    const char *path = beside(making, what);
    if (!path)
        return mlg_fail_memory(err, "a file name", strlen(making->options->output));
    enum mlg_status status =
        mlg_output_open(path, making->options->overwrite, &making->output[making->n_outputs], err);
    if (status != MLG_OK)
        return status;
    mlg_init_print_places(making->places, &making->names, people,
                          making->output[making->n_outputs++].stream);
    const char *slash = strrchr(path, '/');
    *guess = (struct mlg_guess){
        .path = slash ? slash + 1 : path,
        .certain = true,
        .columns = people ? "id, name, kind, commune, residents, lon, lat"
                          : "id, name, kind, commune, lon, lat",
        .id = "id",
        .name = "name",
        .residents = people ? "residents" : NULL,
        .commune = "commune",
        .placement = MLG_PLACE_COLUMNS,
        .x = "lon",
        .y = "lat",
    };
    return MLG_OK;
}

static enum mlg_status fail_empty(const struct mlg_init_options *options, const char *what,
                                  const char *option, struct mlg_error *err)
{
    mlg_fail_at(err, MLG_BAD_INPUT, options->roads[0], 0, 0, "no %s in '%s'", what,
                options->roads[0]);
    return mlg_hint(err, "name a table of them with '%s'", option);
}

static enum mlg_status take_people(struct making *making, struct mlg_error *err)
{
    const struct mlg_init_options *options = making->options;
    if (options->people)
        return mlg_guess_table(options->people, true, making->arena, &making->first.people, err);
    size_t n = count_people(making->places);
    if (n == 0)
        return fail_empty(options, "settlement with a population", "--people", err);
    making->first.made_people = true;
    mlg_note(making->monitor, "people: %zu %s", n,
             mlg_plural((double)n, "settlement that says its population",
                        "settlements that say their population"));
    return open_table(making, "people", true, &making->first.people, err);
}

static enum mlg_status take_candidates(struct making *making, struct mlg_error *err)
{
    const struct mlg_init_options *options = making->options;
    if (options->candidates)
        return mlg_guess_table(options->candidates, false, making->arena, &making->first.candidates,
                               err);
    if (making->places->n == 0)
        return fail_empty(options, "named settlement or public building", "--candidates", err);
    making->first.made_candidates = true;
    making->first.kinds = list_kinds(making, false);
    making->first.settlements = list_kinds(making, true);
    if (!making->first.kinds || !making->first.settlements)
        return mlg_fail_memory(err, "the kinds of places", making->places->n);
    mlg_note(making->monitor, "candidates: %s", making->first.kinds);
    return open_table(making, "candidates", false, &making->first.candidates, err);
}

static enum mlg_status open_scenario(struct making *making, struct mlg_error *err)
{
    struct mlg_output *output = &making->output[making->n_outputs];
    enum mlg_status status =
        mlg_output_open(making->options->output, making->options->overwrite, output, err);
    if (status != MLG_OK)
        return status;
    making->n_outputs++;
    mlg_init_print(&making->first, output->stream);
    return MLG_OK;
}

static enum mlg_status make(struct making *making, struct mlg_error *err)
{
    const struct mlg_init_options *options = making->options;
    enum mlg_status status = name_scenario(making, err);
    if (status == MLG_OK && (!options->people || !options->candidates))
        status = mlg_osm_places_read(options->roads, options->n_roads, making->monitor,
                                     &making->places, err);
    if (status == MLG_OK && making->places)
        status = mlg_place_names_make(making->places, making->arena, &making->names, err);
    if (status == MLG_OK)
        status = take_people(making, err);
    if (status == MLG_OK && options->existing)
        status =
            mlg_guess_table(options->existing, false, making->arena, &making->first.existing, err);
    if (status == MLG_OK)
        status = take_candidates(making, err);
    if (status == MLG_OK)
        status = open_scenario(making, err);
    for (size_t i = 0; i < making->n_outputs && status == MLG_OK; i++)
        status = mlg_output_commit(&making->output[i], err);
    return status;
}

enum mlg_status mlg_init(const struct mlg_init_options *options, const struct mlg_monitor *monitor,
                         struct mlg_error *err)
{
    struct making making = {.options = options, .monitor = monitor, .first.options = options};
    making.arena = mlg_arena_create();
    if (!making.arena)
        return mlg_fail_memory(err, "a scenario", 0);
    enum mlg_status status = make(&making, err);
    for (size_t i = 0; i < making.n_outputs; i++)
        mlg_output_abandon(&making.output[i]);
    mlg_osm_places_destroy(making.places);
    mlg_arena_destroy(making.arena);
    return status;
}
