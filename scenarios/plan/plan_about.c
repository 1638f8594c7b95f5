#include "scenarios/plan/plan_about.h"

#include "scenarios/plan/plan_text.h"

#include <stdlib.h>
#include <string.h>

char *mlg_plan_about_limit(const struct mlg_plan *plan)
{
    const json_t *travel = json_object_get(plan->json, "travel");
    char *text;
    int n = asprintf(&text, "%g min, %s, %s; times are known up to %g min",
                     mlg_json_number(travel, "limit_min"), mlg_json_text(travel, "profile"),
                     mlg_json_text(travel, "direction"), mlg_json_number(travel, "bound_min"));
    return n < 0 ? NULL : text;
}

char *mlg_plan_about_goal(const struct mlg_plan *plan, size_t goal)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return NULL;
    mlg_print_goal(stream, json_array_get(json_object_get(plan->json, "goals"), goal));
    if (fclose(stream) != 0) {
        free(text);
        return NULL;
    }
    text[strcspn(text, "\n")] = '\0';
    return text;
}
