#include "plan_mutation.h"

#include <stdio.h>
#include <string.h>

static void try_one(struct plan_mutation *mutation, const char *place, const char *what)
{
    if (mutation->may_change(place))
        return;
    if (mutation->count++ % mutation->every != 0)
        return;
    if (mutation->is_refused(mutation->plan))
        return;
    printf("# %s %s was not refused\n", place, what);
    if (mutation->missed++ == 0)
        snprintf(mutation->first_missed, sizeof mutation->first_missed, "%s %s", place, what);
}

static void change_number(struct plan_mutation *mutation, json_t *value, const char *place)
{
    if (json_is_integer(value)) {
        json_int_t kept = json_integer_value(value);
        for (json_int_t step = -1; step <= 1; step += 2) {
            json_integer_set(value, kept + step);
            try_one(mutation, place, step < 0 ? "made smaller" : "made larger");
        }
        json_integer_set(value, kept);
        return;
    }
    double kept = json_real_value(value);
    static const double steps[] = {-1, -0.01, 0.01, 1};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        json_real_set(value, kept + steps[i]);
        try_one(mutation, place, steps[i] < 0 ? "made smaller" : "made larger");
    }
    json_real_set(value, kept);
}

static void change_text(struct plan_mutation *mutation, json_t *value, const char *place)
{
    char kept[512];
    snprintf(kept, sizeof kept, "%s", json_string_value(value));
    json_string_set(value, "another text");
    try_one(mutation, place, "changed");
    json_string_set(value, kept);
}

static void change_each(struct plan_mutation *mutation, json_t *json, const char *place);

/* The value of a key is another, or the key is not there. */
static void change_key(struct plan_mutation *mutation, json_t *object, const char *key,
                       json_t *value, const char *place)
{
    change_each(mutation, value, place);
    json_object_del(object, key);
    try_one(mutation, place, "left out");
    if (json_is_boolean(value) || json_is_null(value)) {
        json_object_set_new(object, key, json_is_true(value) ? json_false() : json_true());
        try_one(mutation, place, "turned");
    }
    json_object_set(object, key, value);
}

static void change_object(struct plan_mutation *mutation, json_t *object, const char *place)
{
    const char *key;
    json_t *value, *copy = json_copy(object); /* the object itself changes on the way */
    char inner[256];
    json_object_foreach(copy, key, value)
    {
        snprintf(inner, sizeof inner, "%s%s%s", place, *place ? "." : "", key);
        change_key(mutation, object, key, value, inner);
    }
    json_decref(copy);
    json_object_set_new(object, "added", json_true());
    try_one(mutation, place, "with another key");
    json_object_del(object, "added");
}

static void change_list(struct plan_mutation *mutation, json_t *list, const char *place)
{
    size_t n = json_array_size(list);
    for (size_t i = 0; i < n; i++) {
        char inner[256];
        snprintf(inner, sizeof inner, "%s[%zu]", place, i);
        json_t *value = json_incref(json_array_get(list, i));
        change_each(mutation, value, inner);
        json_array_remove(list, i);
        try_one(mutation, inner, "left out");
        json_array_insert_new(list, i, value);
    }
    json_array_append_new(list,
                          n > 0 ? json_deep_copy(json_array_get(list, n - 1)) : json_object());
    try_one(mutation, place, "with another item");
    json_array_remove(list, n);
}

static void change_each(struct plan_mutation *mutation, json_t *json, const char *place)
{
    if (json_is_object(json))
        change_object(mutation, json, place);
    else if (json_is_array(json))
        change_list(mutation, json, place);
    else if (json_is_number(json))
        change_number(mutation, json, place);
    else if (json_is_string(json))
        change_text(mutation, json, place);
}

void plan_mutation_try_all(struct plan_mutation *mutation)
{
    change_each(mutation, mutation->plan, "");
}
