/* The sections of a scenario file, one reader each: for scenario.c alone. A reader checks its
 * section completely and leaves the defaults where a key is absent.
 */
#ifndef MLG_SCENARIOS_SCENARIO_READ_H
#define MLG_SCENARIOS_SCENARIO_READ_H

#include "base/document.h"
#include "scenarios/scenario.h"

enum mlg_status mlg_scenario_read_travel(struct mlg_node travel, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
enum mlg_status mlg_scenario_read_people(struct mlg_node people, struct mlg_scenario *scenario,
                                         struct mlg_error *err);
enum mlg_status mlg_scenario_read_sites(struct mlg_node sites, struct mlg_scenario *scenario,
                                        struct mlg_error *err);
/* After the sites: a goal may need one of their rules. */
enum mlg_status mlg_scenario_read_goals(struct mlg_node goals, struct mlg_scenario *scenario,
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
/* A list of texts. *texts [n]: caller frees; the texts belong to the document. */
enum mlg_status mlg_scenario_read_texts(struct mlg_node list, const char ***texts, size_t *n,
                                        struct mlg_error *err);

#endif
