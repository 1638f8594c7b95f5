#include "base/plural.h"
#include "scenarios/plan/plan_text.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* How the goals are said: what the plan reaches, what is proven, what no plan can beat. */
static const struct wording {
    const char *goal, *one, *many; /* after the number */
    const char *proven, *bound;    /* the bound with %s for its number */
} wordings[] = {
    {"fewest_sites", "new site", "new sites", "no plan needs fewer", "at least %s are needed"},
    {"least_cost", "in cost", "in cost", "no plan costs less", "at least %s are needed"},
    {"most_residents", "resident served", "residents served", "no plan serves more",
     "at most %s could be served"},
    {"shortest_guaranteed_time", "min at most", "min at most", "no plan guarantees less",
     "%s min could be guaranteed"},
    {"shortest_mean_time", "min on average", "min on average", "no plan has a shorter mean",
     "the mean is at least %s min"},
    {"second_site", "resident with two sites in reach", "residents with two sites in reach",
     "no plan has more", "at most %s could have them"},
    {"fewest_changes", "change from the given plan", "changes from the given plan",
     "no plan has fewer", "at least %s are needed"},
    {"most_preferred", "preferred site", "preferred sites", "no plan has more",
     "at most %s could be"},
};

static const struct wording *wording_of(const json_t *goal)
{
    const struct wording *wording = wordings;
    while (wording < wordings + sizeof wordings / sizeof *wordings - 1 &&
           strcmp(wording->goal, mlg_json_text(goal, "goal")) != 0)
        wording++;
    return wording;
}

/* The number of a goal: minutes with decimals, all else whole, on the side of caution. */
static const char *goal_number(const json_t *goal, const char *key, bool up, char *text)
{
    const json_t *minutes = json_object_get(goal, strcmp(key, "bound") ? "value_min" : "bound_min");
    double value = mlg_json_number(goal, key);
    if (json_is_number(minutes))
        snprintf(text, 32, "%.2f", json_number_value(minutes));
    else
        mlg_grouped(up ? ceil(value) : floor(value), text);
    return text;
}

/* Residents in a bound are rounded in its favour, served ones are not. */
void mlg_print_goal(FILE *stream, const json_t *goal)
{
    const struct wording *wording = wording_of(goal);
    bool residents = strcmp(mlg_json_text(goal, "unit"), "residents") == 0;
    char value[32], bound[32], said[96];
    goal_number(goal, "value", !residents, value);
    fprintf(stream, "%s %s; ", value,
            mlg_plural(mlg_json_number(goal, "value"), wording->one, wording->many));
    const char *trust = json_is_true(json_object_get(goal, "certified"))
                            ? "certified"
                            : "bound computed in floating point";
    if (json_is_true(json_object_get(goal, "proven"))) {
        fprintf(stream, "proven: %s (%s)\n", wording->proven, trust);
        return;
    }
    const char *hole = strstr(wording->bound, "%s");
    snprintf(said, sizeof said, "%.*s%s%s", (int)(hole - wording->bound), wording->bound,
             goal_number(goal, "bound", !residents, bound), hole + 2);
    fprintf(stream, "not proven: %s, gap %g %% (%s; %s)\n", said,
            mlg_json_number(goal, "gap_percent"), mlg_json_text(goal, "ended"), trust);
}
