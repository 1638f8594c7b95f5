#include "scenarios/plan/plan_facts.h"

#include "scenarios/map/map_page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Sentences with a pair of braces for each value. */
static const struct sentences {
    const char *today, *planned, *share, *was, *fewest_proven, *fewest_open, *most_proven,
        *most_open, *time_proven, *time_open, *mean_proven, *mean_open, *other, *left, *and_others;
} sentences[] = {
    [MLG_ENGLISH] =
        {
            .today = "Today: {} minutes {}, {} sites",
            .planned = "The plan: {} minutes {}, {} sites, of which {} are new",
            .share = "{} % of residents have a site within {} minutes",
            .was = "Today it is {} %.",
            .fewest_proven = "Proven: {} new sites are the fewest that serve everybody whom some "
                             "candidate can serve.",
            .fewest_open = "Not proven: at least {} new sites are needed; this plan has {}.",
            .most_proven = "Proven: no other choice of new sites serves more residents.",
            .most_open = "Not proven: another choice could serve at most {} residents more.",
            .time_proven = "Proven: {} minutes are the shortest time that can be guaranteed.",
            .time_open = "Guaranteed: {} minutes; not proven: no plan guarantees less than {}.",
            .mean_proven = "Proven: {} minutes on average are the best possible.",
            .mean_open = "On average {} minutes; not proven: no plan does better than {}.",
            .other = "{}: {}, proven bound {}.",
            .left = "Not served: {} residents, in {}",
            .and_others = " and other places",
        },
    [MLG_FRENCH] =
        {
            .today = "Aujourd’hui : {} minutes {}, {} sites",
            .planned = "Le plan : {} minutes {}, {} sites, dont {} nouveaux",
            .share = "{} % des habitants ont un site à moins de {} minutes",
            .was = "Aujourd’hui : {} %.",
            .fewest_proven = "Prouvé : il faut au moins {} nouveaux sites pour desservir tous ceux "
                             "qu’un lieu candidat peut desservir.",
            .fewest_open =
                "Non prouvé : il faut au moins {} nouveaux sites ; ce plan en compte {}.",
            .most_proven = "Prouvé : aucun autre choix de sites ne dessert plus d’habitants.",
            .most_open = "Non prouvé : un autre choix desservirait au plus {} habitants de plus.",
            .time_proven = "Prouvé : {} minutes est le plus court temps que l’on puisse garantir.",
            .time_open = "Garanti : {} minutes ; non prouvé : aucun plan ne garantit moins de {}.",
            .mean_proven = "Prouvé : {} minutes en moyenne, on ne peut faire mieux.",
            .mean_open = "En moyenne {} minutes ; non prouvé : aucun plan ne fait mieux que {}.",
            .other = "{} : {}, borne prouvée {}.",
            .left = "Non desservis : {} habitants, à {}",
            .and_others = " et ailleurs",
        },
};

/* Puts values[0], values[1], … where the braces are. */
static void fill_in(const char *sentence, const char *const *values, char *text, size_t bytes)
{
    size_t used = 0;
    for (; *sentence && used + 1 < bytes; sentence++) {
        if (sentence[0] != '{' || sentence[1] != '}') {
            text[used++] = *sentence;
            continue;
        }
        int written = snprintf(text + used, bytes - used, "%s", *values++);
        used += written < 0 ? 0 : (size_t)written;
        used = used < bytes ? used : bytes - 1;
        sentence++;
    }
    text[used] = '\0';
}

static const json_t *at(const struct mlg_plan *plan, const char *outer, const char *inner)
{
    return json_object_get(json_object_get(plan->json, outer), inner);
}

static const json_t *total(const struct mlg_plan *plan, const char *state, const char *key)
{
    return json_object_get(at(plan, "totals", state), key);
}

/* One number of the plan in the words of the language. */
struct number {
    char text[32];
};

static struct number count_of(enum mlg_language language, double value)
{
    struct number number = {""};
    map_format_count(language, (int64_t)value, number.text, sizeof number.text);
    return number;
}

static struct number decimal_of(enum mlg_language language, const json_t *value)
{
    struct number number = {""};
    map_format_number(language, json_number_value(value), number.text, sizeof number.text);
    return number;
}

static void add_fact(struct plan_facts *facts, const char *sentence, const char *const *values)
{
    if (facts->n == PLAN_MAX_FACTS)
        return;
    fill_in(sentence, values, facts->text[facts->n], PLAN_FACT_BYTES);
    facts->fact[facts->n] = facts->text[facts->n];
    facts->n++;
}

/* Minutes of a goal on times, and of its bound. */
static void add_times(struct plan_facts *facts, const json_t *goal, enum mlg_language language,
                      const char *sentence)
{
    static const char *const keys[] = {"value_min", "bound_min"};
    char text[2][32];
    for (int i = 0; i < 2; i++) {
        snprintf(text[i], sizeof text[i], "%g", json_number_value(json_object_get(goal, keys[i])));
        char *point = strchr(text[i], '.');
        if (point && language == MLG_FRENCH)
            *point = ',';
    }
    add_fact(facts, sentence, (const char *[]){text[0], text[1]});
}

static void add_goal(struct plan_facts *facts, const json_t *goal, enum mlg_language language)
{
    const struct sentences *s = &sentences[language];
    const char *name = json_string_value(json_object_get(goal, "goal"));
    bool proven = json_is_true(json_object_get(goal, "proven"));
    double value = json_number_value(json_object_get(goal, "value"));
    double bound = json_number_value(json_object_get(goal, "bound"));
    struct number v = count_of(language, floor(value)), b = count_of(language, ceil(bound));
    struct number more = count_of(language, ceil(bound - value));
    if (strcmp(name, "fewest_sites") == 0 && proven)
        add_fact(facts, s->fewest_proven, (const char *[]){v.text});
    else if (strcmp(name, "fewest_sites") == 0)
        add_fact(facts, s->fewest_open, (const char *[]){b.text, v.text});
    else if (strcmp(name, "most_residents") == 0 && proven)
        add_fact(facts, s->most_proven, NULL);
    else if (strcmp(name, "most_residents") == 0)
        add_fact(facts, s->most_open, (const char *[]){more.text});
    else if (strcmp(name, "shortest_guaranteed_time") == 0)
        add_times(facts, goal, language, proven ? s->time_proven : s->time_open);
    else if (strcmp(name, "shortest_mean_time") == 0)
        add_times(facts, goal, language, proven ? s->mean_proven : s->mean_open);
    else
        add_fact(facts, s->other, (const char *[]){name, v.text, b.text});
}

/* Who is left out, the first few by name. */
static void add_left_out(struct plan_facts *facts, const struct mlg_plan *plan,
                         enum mlg_language language)
{
    enum { MOST_NAMES = 4 };
    const json_t *communes = at(plan, "uncovered", "communes");
    char names[PLAN_FACT_BYTES] = "";
    size_t used = 0, n = json_array_size(communes);
    for (size_t i = 0; i < n && i < MOST_NAMES && used < sizeof names; i++) {
        const json_t *commune = json_array_get(communes, i);
        struct number residents =
            count_of(language, ceil(json_number_value(json_object_get(commune, "residents"))));
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s (%s)", i ? ", " : "",
                                 json_string_value(json_object_get(commune, "commune")),
                                 residents.text);
    }
    if (n > MOST_NAMES && used < sizeof names)
        snprintf(names + used, sizeof names - used, "%s", sentences[language].and_others);
    struct number all =
        count_of(language, ceil(json_number_value(at(plan, "uncovered", "residents"))));
    if (n > 0)
        add_fact(facts, sentences[language].left, (const char *[]){all.text, names});
}

static const char *by_means(const char *profile, enum mlg_language language)
{
    static const char *const means[][3] = {
        {"car", "by car", "en voiture"},
        {"car-daytime", "by car in daytime traffic", "en voiture, en journée"},
        {"bicycle", "by bicycle", "à vélo"},
        {"foot", "on foot", "à pied"},
    };
    for (size_t i = 0; i < sizeof means / sizeof *means; i++)
        if (strcmp(profile, means[i][0]) == 0)
            return means[i][1 + language];
    return profile;
}

static void fill_subtitle(struct plan_facts *facts, const struct mlg_plan *plan, bool before,
                          enum mlg_language language)
{
    double today = json_number_value(total(plan, "today", "sites"));
    double planned = json_number_value(total(plan, "plan", "sites"));
    struct number minutes = decimal_of(language, at(plan, "travel", "limit_min"));
    struct number all = count_of(language, before ? today : planned);
    struct number new_sites = count_of(language, (double)json_array_size(at(plan, "sites", "new")));
    const char *means = by_means(json_string_value(at(plan, "travel", "profile")), language);
    const char *values[] = {minutes.text, means, all.text, new_sites.text};
    const struct sentences *s = &sentences[language];
    fill_in(before ? s->today : s->planned, values, facts->subtitle, PLAN_FACT_BYTES);
}

void plan_facts_fill(const struct mlg_plan *plan, bool before, enum mlg_language language,
                     struct plan_facts *facts)
{
    const struct sentences *s = &sentences[language];
    facts->n = 0;
    fill_subtitle(facts, plan, before, language);
    snprintf(facts->source, PLAN_FACT_BYTES, "© OpenStreetMap contributors, ODbL 1.0  ·  %s",
             json_string_value(json_object_get(plan->json, "program")));
    struct number minutes = decimal_of(language, at(plan, "travel", "limit_min"));
    struct number today = decimal_of(language, total(plan, "today", "covered_percent"));
    struct number planned = decimal_of(language, total(plan, "plan", "covered_percent"));
    add_fact(facts, s->share, (const char *[]){before ? today.text : planned.text, minutes.text});
    if (before)
        return;
    add_fact(facts, s->was, (const char *[]){today.text});
    const json_t *goals = json_object_get(plan->json, "goals");
    for (size_t g = 0; g < json_array_size(goals); g++)
        add_goal(facts, json_array_get(goals, g), language);
    add_left_out(facts, plan, language);
}
