/* What a plan says, printed for a person at a terminal: values of its JSON, names, goals.
 */
#ifndef MLG_SCENARIOS_PLAN_PLAN_TEXT_H
#define MLG_SCENARIOS_PLAN_PLAN_TEXT_H

#include <jansson.h>
#include <stdio.h>

/* A member that is not there is 0, or "". */
double mlg_json_number(const json_t *json, const char *key);
const char *mlg_json_text(const json_t *json, const char *key);

/* "5,992,194" into text[32]; returns text. */
const char *mlg_grouped(double value, char *text);

/* UTF-8. Names may hold what would end the line or command the terminal: that becomes spaces. */
void mlg_print_name(FILE *stream, const char *text);
/* In a column of `width` letters, cut where it is longer. */
void mlg_print_column(FILE *stream, const char *text, int width);

/* The rest of a line: what the plan reaches of a goal, in people's units, and what is proven or
 * what no plan can beat. */
void mlg_print_goal(FILE *stream, const json_t *goal);

#endif
