#include "network/profiles/profile_rules.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const double kmh_per_mph = 1.609344, kmh_per_knot = 1.852;

/* A plain decimal number, whatever the locale; *end behind it, or NULL where there is none. */
static double read_number(const char *text, const char **end)
{
    double value = 0, place = 1;
    const char *c = text;
    for (; isdigit((unsigned char)*c) && c < text + 9; c++)
        value = 10 * value + (*c - '0');
    if (c > text && (*c == '.' || *c == ','))
        for (c++; isdigit((unsigned char)*c); c++)
            value += (place /= 10) * (*c - '0');
    *end = c > text ? c : NULL;
    return value;
}

static double with_unit(double value, const char *unit)
{
    while (*unit == ' ')
        unit++;
    if (!*unit || !strcasecmp(unit, "km/h") || !strcasecmp(unit, "kmh") || !strcasecmp(unit, "kph"))
        return value;
    if (!strcasecmp(unit, "mph"))
        return value * kmh_per_mph;
    return strcasecmp(unit, "knots") == 0 ? value * kmh_per_knot : 0;
}

/* "FR:rural" by the profile, for the country or for all; "FR:30" and "FR:zone30" by themselves. */
static double implied_limit(const struct mlg_profile *profile, const char *text)
{
    const char *colon = strchr(text, ':'), *end;
    char any[64] = "*";
    if (!colon || strlen(colon) > sizeof any - 2)
        return 0;
    for (size_t i = 0; i < profile->limit_implied_kmh.n; i++)
        if (!strcmp(profile->limit_implied_kmh.rule[i].value, text))
            return profile->limit_implied_kmh.rule[i].number;
    strcat(any, colon);
    for (size_t i = 0; i < profile->limit_implied_kmh.n; i++)
        if (!strcmp(profile->limit_implied_kmh.rule[i].value, any))
            return profile->limit_implied_kmh.rule[i].number;
    const char *number = colon + 1;
    if (!strncmp(number, "zone", 4))
        number += number[4] == ':' ? 5 : 4;
    double value = read_number(number, &end);
    return end && !*end ? value : 0;
}

static double one_limit(const struct mlg_profile *profile, const char *text)
{
    const char *end;
    double value = read_number(text, &end);
    if (end)
        return with_unit(value, end);
    if (!strcmp(text, "none"))
        return profile->limit_none_kmh;
    if (!strcmp(text, "walk"))
        return profile->limit_walk_kmh;
    return implied_limit(profile, text);
}

double mlg_profile_limit(const struct mlg_profile *profile, const char *text)
{
    double lowest = 0;
    while (*text) {
        char part[64];
        text += strspn(text, " ;|");
        size_t length = strcspn(text, ";|");
        if (length < sizeof part) {
            memcpy(part, text, length);
            part[length] = '\0';
            while (length > 0 && part[length - 1] == ' ')
                part[--length] = '\0';
            double limit = one_limit(profile, part);
            if (limit >= 1 && limit <= 300 && (lowest == 0 || limit < lowest))
                lowest = limit;
        }
        text += strcspn(text, ";|");
    }
    return lowest;
}

/* "PT1H30M", "P1DT2H". */
static double iso_seconds(const char *text)
{
    static const char units[] = "DHMS";
    static const double seconds[] = {86400, 3600, 60, 1};
    double total = 0;
    bool in_time = false;
    for (const char *c = text + 1; *c;) {
        if (*c == 'T' && !in_time) {
            in_time = true;
            c++;
            continue;
        }
        const char *end;
        double value = read_number(c, &end);
        const char *unit = end && *end ? strchr(units, *end) : NULL;
        if (!unit || (*unit != 'D' && !in_time))
            return 0;
        total += value * seconds[unit - units];
        c = end + 1;
    }
    return total;
}

/* "25" minutes, "1:10" hours and minutes, "1:10:30". */
static double clock_seconds(const char *text)
{
    double part[3] = {0};
    int n = 0;
    for (const char *c = text, *end; n < 3; c = end + 1) {
        part[n++] = read_number(c, &end);
        if (!end || (*end && *end != ':'))
            return 0;
        if (!*end)
            return n == 1 ? 60 * part[0] : 3600 * part[0] + 60 * part[1] + part[2];
    }
    return 0;
}

uint32_t mlg_duration_ms(const char *text)
{
    double seconds = *text == 'P' ? iso_seconds(text) : clock_seconds(text);
    const double longest = 14 * 86400.0;
    return seconds > 0 && seconds <= longest ? (uint32_t)(seconds * 1000 + 0.5) : 0;
}
