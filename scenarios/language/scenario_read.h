/* The sections of a scenario file, one reader each: for scenario.c alone. A reader checks its
 * section completely and leaves the defaults where a key is absent.
 */
#ifndef MLG_SCENARIOS_LANGUAGE_SCENARIO_READ_H
#define MLG_SCENARIOS_LANGUAGE_SCENARIO_READ_H

#include "base/document.h"
#include "scenarios/language/scenario.h"

/* The scenario's document with what it extends, and their hashes. */
enum mlg_status mlg_scenario_read_document(struct mlg_scenario *scenario, struct mlg_error *err);

enum mlg_status mlg_scenario_read_travel(struct mlg_node travel, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
/* The list travel.conditions; after the limits and where the times come from. */
enum mlg_status mlg_scenario_read_conditions(struct mlg_node list, struct mlg_scenario *scenario,
                                             struct mlg_error *err);
/* One of the profiles that come with the program, or a file. */
enum mlg_status mlg_scenario_read_profile(struct mlg_node node, struct mlg_scenario *scenario,
                                          const char **profile, struct mlg_error *err);
/* A road file or a list of them; the scenario owns the array. */
enum mlg_status mlg_scenario_read_roads(struct mlg_node node, struct mlg_scenario *scenario,
                                        const char ***roads, size_t *n, struct mlg_error *err);
enum mlg_status mlg_scenario_read_people(struct mlg_node people, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
enum mlg_status mlg_scenario_read_sites(struct mlg_node sites, struct mlg_scenario *scenario,
                                        struct mlg_error *err);
/* Openings by year; after the sites, whose number they limit. */
enum mlg_status mlg_scenario_read_phases(struct mlg_node phases, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
/* After the sites: a goal may need one of their rules. */
enum mlg_status mlg_scenario_read_goals(struct mlg_node goals, struct mlg_scenario *scenario,
                                        struct mlg_error *err);
enum mlg_status mlg_scenario_read_curve(struct mlg_node curve, struct mlg_scenario *scenario,
                                        struct mlg_error *err);
enum mlg_status mlg_scenario_read_solver(struct mlg_node solver, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
/* Last: no output may replace an input. */
enum mlg_status mlg_scenario_read_outputs(struct mlg_node outputs, struct mlg_scenario *scenario,
                                          struct mlg_error *err);

/* A path relative to the scenario file, kept by the scenario. */
enum mlg_status mlg_scenario_read_path(struct mlg_node node, struct mlg_scenario *scenario,
                                       const char **path, struct mlg_error *err);
/* The same of a file that must be there and readable. */
enum mlg_status mlg_scenario_read_file(struct mlg_node node, struct mlg_scenario *scenario,
                                       const char **path, struct mlg_error *err);
/* A text that may be absent: then *text stays as it is. */
enum mlg_status mlg_scenario_read_optional(struct mlg_node mapping, const char *key,
                                           const char **text, struct mlg_error *err);
/* A list of texts; the scenario owns it. */
enum mlg_status mlg_scenario_read_texts(struct mlg_node list, struct mlg_scenario *scenario,
                                        const char ***texts, size_t *n, struct mlg_error *err);
/* The same, or one text alone. */
enum mlg_status mlg_scenario_read_values(struct mlg_node node, struct mlg_scenario *scenario,
                                         const char ***texts, size_t *n, struct mlg_error *err);
/* Optional numbers: where the key is absent the value stays. */
enum mlg_status mlg_scenario_read_number(struct mlg_node mapping, const char *key, double low,
                                         double high, double *value, struct mlg_error *err);
enum mlg_status mlg_scenario_read_integer(struct mlg_node mapping, const char *key, int64_t low,
                                          int64_t high, int64_t *value, struct mlg_error *err);
/* Minutes to whole deciseconds, above 0 and at most what a matrix holds; `key` for the message. */
enum mlg_status mlg_scenario_read_minutes(struct mlg_node node, const char *key, uint32_t *time_ds,
                                          struct mlg_error *err);
/* A column of the table: its number, the same for the same name. */
enum mlg_status mlg_scenario_read_column(struct mlg_node node, struct mlg_scenario_table *table,
                                         size_t *column, struct mlg_error *err);
enum mlg_status mlg_scenario_read_optional_column(struct mlg_node mapping, const char *key,
                                                  struct mlg_scenario_table *table, size_t *column,
                                                  struct mlg_error *err);
enum mlg_status mlg_scenario_add_column(struct mlg_scenario_table *table, const char *name,
                                        size_t *column, struct mlg_error *err);
/* An array [n] of zeroes that lives as long as the scenario; NULL = no memory. */
void *mlg_scenario_take(struct mlg_scenario *scenario, size_t n, size_t size);

/* The rules of the section `sites`: of candidates, of existing sites, of all. */
enum mlg_status mlg_scenario_read_candidate_rules(struct mlg_node candidates,
                                                  struct mlg_scenario *scenario,
                                                  struct mlg_error *err);
enum mlg_status mlg_scenario_read_existing_rules(struct mlg_node existing,
                                                 struct mlg_scenario *scenario,
                                                 struct mlg_error *err);
enum mlg_status mlg_scenario_read_site_rules(struct mlg_node sites, struct mlg_scenario *scenario,
                                             struct mlg_error *err);

#endif
