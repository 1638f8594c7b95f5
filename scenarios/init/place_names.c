#include "scenarios/init/place_names.h"

#include "base/memory.h"
#include "network/graph/distance.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How much a name says; each level tells places apart that the one before does not. */
enum detail { PLAIN, WITH_COMMUNE, WITH_KIND, WITH_ID, N_DETAILS };

struct naming {
    const struct mlg_osm_places *places;
    struct mlg_arena *arena;
    struct mlg_place_names *names;
    unsigned char *detail; /* [n] */
    size_t *order;         /* [n], by name */
};

static bool is_kind(const struct mlg_osm_place *place, const char *const *kinds)
{
    for (; *kinds; kinds++)
        if (strcmp(place->kind, *kinds) == 0)
            return true;
    return false;
}

bool mlg_place_is_settlement(const struct mlg_osm_place *place)
{
    static const char *const kinds[] = {"city",   "town",    "village", "suburb",
                                        "hamlet", "quarter", NULL};
    return is_kind(place, kinds);
}

/* What a building is said to be in. */
static bool is_commune(const struct mlg_osm_place *place)
{
    static const char *const kinds[] = {"city", "town", "village", NULL};
    return is_kind(place, kinds);
}

static const char *nearest_commune(const struct mlg_osm_places *places, size_t i)
{
    const struct mlg_osm_place *at = &places->place[i];
    const char *nearest = "";
    double least_m = INFINITY;
    for (size_t k = 0; k < places->n; k++) {
        const struct mlg_osm_place *place = &places->place[k];
        if (!is_commune(place))
            continue;
        double distance_m = mlg_distance_m(at->lon_e7, at->lat_e7, place->lon_e7, place->lat_e7);
        if (distance_m < least_m) {
            least_m = distance_m;
            nearest = place->name;
        }
    }
    return nearest;
}

/* "post office" of "post_office". */
static void print_kind(FILE *stream, const char *kind)
{
    for (; *kind; kind++)
        fputc(*kind == '_' ? ' ' : *kind, stream);
}

static void print_name(FILE *stream, const struct naming *naming, size_t i)
{
    const struct mlg_osm_place *place = &naming->places->place[i];
    const char *commune = naming->names->commune[i];
    unsigned detail = naming->detail[i];
    bool nameless = !*place->name;
    if (nameless)
        print_kind(stream, place->kind);
    else
        fputs(place->name, stream);
    if (*commune && (nameless || (detail >= WITH_COMMUNE && strcmp(commune, place->name) != 0)))
        fprintf(stream, ", %s", commune);
    if (detail >= WITH_KIND && !nameless) {
        fputs(" (", stream);
        print_kind(stream, place->kind);
        fputc(')', stream);
    }
    if (detail >= WITH_ID)
        fprintf(stream, " %s", place->id);
}

static enum mlg_status write_name(const struct naming *naming, size_t i, struct mlg_error *err)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return mlg_fail_memory(err, "a name", 0);
    print_name(stream, naming, i);
    bool written = fclose(stream) == 0;
    naming->names->name[i] = written ? mlg_arena_text(naming->arena, text) : NULL;
    free(text);
    return naming->names->name[i] ? MLG_OK : mlg_fail_memory(err, "a name", length);
}

static int by_name(const void *a, const void *b, void *context)
{
    const struct naming *naming = context;
    size_t i = *(const size_t *)a, k = *(const size_t *)b;
    int order = strcmp(naming->names->name[i], naming->names->name[k]);
    return order ? order : (i > k) - (i < k);
}

/* Names with more detail where two are alike; *changed = some were. */
static enum mlg_status tell_apart(const struct naming *naming, bool *changed, struct mlg_error *err)
{
    size_t n = naming->places->n;
    const char **name = naming->names->name;
    qsort_r(naming->order, n, sizeof *naming->order, by_name, (void *)naming);
    *changed = false;
    for (size_t first = 0, end = 0; first < n; first = end) {
        while (end < n && strcmp(name[naming->order[end]], name[naming->order[first]]) == 0)
            end++;
        for (size_t k = first; end - first > 1 && k < end; k++) {
            naming->detail[naming->order[k]]++;
            *changed = true;
        }
    }
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = write_name(naming, i, err);
    return status;
}

static enum mlg_status name_all(const struct naming *naming, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < naming->places->n && status == MLG_OK; i++) {
        const struct mlg_osm_place *place = &naming->places->place[i];
        naming->order[i] = i;
        naming->names->commune[i] =
            mlg_place_is_settlement(place) ? place->name : nearest_commune(naming->places, i);
        status = write_name(naming, i, err);
    }
    bool changed = true;
    for (int detail = PLAIN + 1; detail < N_DETAILS && changed && status == MLG_OK; detail++)
        status = tell_apart(naming, &changed, err);
    return status;
}

enum mlg_status mlg_place_names_make(const struct mlg_osm_places *places, struct mlg_arena *arena,
                                     struct mlg_place_names *names, struct mlg_error *err)
{
    size_t n = places->n;
    struct mlg_place_names made = {mlg_arena_take(arena, n * sizeof *made.name),
                                   mlg_arena_take(arena, n * sizeof *made.commune)};
    struct naming naming = {places, arena, &made, mlg_alloc_zero(n, sizeof *naming.detail),
                            mlg_alloc(n, sizeof *naming.order)};
    enum mlg_status status = made.name && made.commune && naming.detail && naming.order
                                 ? name_all(&naming, err)
                                 : mlg_fail_memory(err, "names", n * sizeof *made.name);
    free(naming.detail);
    free(naming.order);
    if (status == MLG_OK)
        *names = made;
    return status;
}
