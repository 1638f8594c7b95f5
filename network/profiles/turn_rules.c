#include "network/osm/restrictions.h"
#include "network/profiles/profile_rules.h"

#include <stdio.h>
#include <string.h>

static const char *value_of(const struct mlg_osm_tag *tags, size_t n_tags, const char *key)
{
    for (size_t i = 0; i < n_tags; i++)
        if (strcmp(tags[i].key, key) == 0)
            return tags[i].value;
    return NULL;
}

/* Whether the profile's travellers are of this kind: "motorcar", "vehicle". */
static bool is_mode(const struct mlg_profile *profile, const char *mode, size_t length)
{
    for (size_t i = 0; i < profile->access_keys.n; i++) {
        const char *key = profile->keys.name[profile->access_keys.key[i]];
        if (strlen(key) == length && strncmp(key, mode, length) == 0)
            return strcmp(key, "access") != 0;
    }
    return false;
}

/* "psv;bicycle" */
static bool names_mode(const struct mlg_profile *profile, const char *list)
{
    while (*list) {
        list += strspn(list, "; ,");
        size_t length = strcspn(list, "; ,");
        if (is_mode(profile, list, length))
            return true;
        list += length;
    }
    return false;
}

/* "restriction:motorcar" and the like, the most specific first, then "restriction", which is for
 * vehicles. */
static const char *restriction_of(const struct mlg_profile *profile, const struct mlg_osm_tag *tags,
                                  size_t n_tags, const char *ending)
{
    char key[256];
    for (size_t i = 0; i < profile->access_keys.n; i++) {
        const char *mode = profile->keys.name[profile->access_keys.key[i]];
        snprintf(key, sizeof key, "restriction:%s%s", mode, ending);
        const char *value = value_of(tags, n_tags, key);
        if (value && is_mode(profile, mode, strlen(mode)))
            return value;
    }
    if (!is_mode(profile, "vehicle", strlen("vehicle")))
        return NULL;
    snprintf(key, sizeof key, "restriction%s", ending);
    return value_of(tags, n_tags, key);
}

/* An older way of tagging hours. */
static bool has_hours(const struct mlg_osm_tag *tags, size_t n_tags)
{
    static const char *const keys[] = {"day_on", "day_off", "hour_on", "hour_off"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (value_of(tags, n_tags, keys[i]))
            return true;
    return false;
}

enum mlg_turn_rule mlg_profile_turn(const struct mlg_profile *profile,
                                    const struct mlg_osm_tag *tags, size_t n_tags)
{
    const char *type = value_of(tags, n_tags, "type");
    if (!type || strcmp(type, "restriction") != 0)
        return MLG_TURN_NONE;
    const char *except = value_of(tags, n_tags, "except");
    if (except && names_mode(profile, except))
        return MLG_TURN_FOR_OTHERS;
    const char *value = restriction_of(profile, tags, n_tags, "");
    if (!value)
        return restriction_of(profile, tags, n_tags, ":conditional") ? MLG_TURN_CONDITIONAL
                                                                     : MLG_TURN_FOR_OTHERS;
    if (has_hours(tags, n_tags))
        return MLG_TURN_CONDITIONAL;
    if (strncmp(value, "only_", 5) == 0)
        return MLG_TURN_ONLY;
    return strncmp(value, "no_", 3) == 0 ? MLG_TURN_NO : MLG_TURN_UNCLEAR;
}
