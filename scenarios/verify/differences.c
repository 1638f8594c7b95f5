#include "scenarios/verify/differences.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TOLD = 100, MAX_PLACE = 256 };

void mlg_differences_add(struct mlg_differences *differences, const char *place,
                         const char *claimed, const char *found)
{
    if (differences->count++ == 0)
        mlg_fail_at(differences->err, MLG_DIFFERENT, differences->plan_path, 0, 0,
                    "%s: the plan says %s, found %s", place, claimed, found);
    if (differences->other_inputs)
        return;
    if (differences->count <= MAX_TOLD)
        mlg_note(differences->monitor, "%s: the plan says %s, found %s", place, claimed, found);
    else if (differences->count == MAX_TOLD + 1)
        mlg_note(differences->monitor, "further differences are not listed");
}

void mlg_differences_add_input(struct mlg_differences *differences, const char *what,
                               const char *path, const char *claimed, const char *found)
{
    if (differences->count++ == 0) {
        mlg_fail_at(differences->err, MLG_DIFFERENT, path, 0, 0,
                    "the %s '%s' is not the one that the plan was made from", what, path);
        mlg_hint(differences->err, "verify with the file of that time, or run the scenario anew");
    }
    mlg_note(differences->monitor,
             "the %s '%s' is not the one that the plan was made from: its sha256 is %s, in the "
             "plan it is %s",
             what, path, found, claimed);
    differences->other_inputs = true;
}

/* A value in few words; caller frees. */
static char *brief(const json_t *value)
{
    if (!value)
        return strdup("nothing");
    if (json_is_object(value) || json_is_array(value))
        return strdup(json_is_object(value) ? "an object" : "a list");
    return json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
}

static void differ(struct mlg_differences *differences, const char *place, const json_t *claimed,
                   const json_t *found)
{
    char *left = brief(claimed), *right = brief(found);
    mlg_differences_add(differences, place, left ? left : "?", right ? right : "?");
    free(left);
    free(right);
}

/* Equal as they are written, with the 15 digits of a plan file. */
static bool equal_numbers(const struct mlg_differences *differences, const char *place,
                          const json_t *claimed, const json_t *found)
{
    char left[40], right[40];
    double a = json_number_value(claimed), b = json_number_value(found);
    const char *key = strrchr(place, '.');
    if (differences->from_roads && key && strcmp(key, ".road_distance_m") == 0)
        return fabs(a - b) <= 1;
    snprintf(left, sizeof left, "%.15g", a);
    snprintf(right, sizeof right, "%.15g", b);
    return strcmp(left, right) == 0;
}

static void compare(struct mlg_differences *differences, const char *place, json_t *claimed,
                    json_t *found);

static void compare_objects(struct mlg_differences *differences, const char *place, json_t *claimed,
                            json_t *found)
{
    const char *key, *dot = *place ? "." : "";
    json_t *value;
    char inner[MAX_PLACE];
    json_object_foreach(found, key, value)
    {
        snprintf(inner, sizeof inner, "%s%s%s", place, dot, key);
        compare(differences, inner, json_object_get(claimed, key), value);
    }
    json_object_foreach(claimed, key, value)
    {
        snprintf(inner, sizeof inner, "%s%s%s", place, dot, key);
        if (!json_object_get(found, key))
            differ(differences, inner, value, NULL);
    }
}

static void compare_arrays(struct mlg_differences *differences, const char *place,
                           const json_t *claimed, const json_t *found)
{
    size_t n_claimed = json_array_size(claimed), n_found = json_array_size(found);
    size_t n = n_claimed > n_found ? n_claimed : n_found;
    for (size_t i = 0; i < n; i++) {
        char inner[MAX_PLACE];
        snprintf(inner, sizeof inner, "%s[%zu]", place, i);
        compare(differences, inner, json_array_get(claimed, i), json_array_get(found, i));
    }
}

static void compare(struct mlg_differences *differences, const char *place, json_t *claimed,
                    json_t *found)
{
    if (json_is_object(claimed) && json_is_object(found))
        compare_objects(differences, place, claimed, found);
    else if (json_is_array(claimed) && json_is_array(found))
        compare_arrays(differences, place, claimed, found);
    else if (json_is_number(claimed) && json_is_number(found)
                 ? !equal_numbers(differences, place, claimed, found)
                 : !json_equal(claimed, found))
        differ(differences, place, claimed, found);
}

void mlg_differences_compare(struct mlg_differences *differences, const json_t *claimed,
                             const json_t *found)
{
    compare(differences, "", (json_t *)claimed, (json_t *)found);
}
