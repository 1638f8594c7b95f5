#include "network/profiles/profile_rules.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where the profiles that come with the program are: in the source tree it was built from, or
 * installed. */
static const char *const folders[] = {MLG_PROFILE_FOLDER, MLG_PROFILE_INSTALLED};
enum { N_FOLDERS = sizeof folders / sizeof *folders };

static bool is_path(const char *name)
{
    size_t length = strlen(name);
    return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
}

static enum mlg_status find_file(const char *name, char **path, struct mlg_error *err)
{
    char *found = NULL;
    if (is_path(name)) {
        found = mlg_strdup(name);
        if (!found)
            return mlg_fail_memory(err, "a profile", strlen(name));
        *path = found;
        return MLG_OK;
    }
    for (size_t i = 0; i < N_FOLDERS; i++) {
        if (asprintf(&found, "%s/%s.yaml", folders[i], name) < 0)
            return mlg_fail_memory(err, "a profile", strlen(name));
        if (access(found, R_OK) == 0) {
            *path = found;
            return MLG_OK;
        }
        free(found);
    }
    return mlg_fail(
        err, MLG_BAD_SCENARIO,
        "unknown profile '%s': expected car, car-daytime, bicycle, foot or the path of a "
        ".yaml file",
        name);
}

/* The file that a profile extends: a name, or a path from the profile's own folder. */
static enum mlg_status find_base(const char *name, const char *beside, char **path,
                                 struct mlg_error *err)
{
    const char *slash = beside ? strrchr(beside, '/') : NULL;
    if (!is_path(name) || *name == '/' || !slash)
        return find_file(name, path, err);
    if (asprintf(path, "%.*s/%s", (int)(slash - beside), beside, name) < 0)
        return mlg_fail_memory(err, "a profile", strlen(name));
    return MLG_OK;
}

/* The hash of a profile that extends another one is that of both files' hashes. */
static enum mlg_status load_base(const char *path, struct mlg_node node,
                                 struct mlg_profile *profile, struct mlg_error *err)
{
    const char *name;
    char *base = NULL;
    struct mlg_sha256 hashes[2] = {profile->hash};
    enum mlg_status status = mlg_node_text(node, &name, err);
    if (status == MLG_OK)
        status = find_base(name, path, &base, err);
    if (status == MLG_OK)
        status = mlg_document_load(base, &profile->base, err);
    if (status == MLG_OK)
        status = mlg_hash_file(base, &hashes[1], err);
    if (status == MLG_OK) {
        struct mlg_node further = mlg_node_get(mlg_document_root(profile->base), "extends");
        if (!mlg_node_is_absent(further))
            status = mlg_node_fail(further, err,
                                   "a profile that another one extends cannot extend a third");
        mlg_hash_bytes(hashes, sizeof hashes, &profile->hash);
    }
    free(base);
    return status;
}

static enum mlg_status load(const char *path, struct mlg_profile *profile, struct mlg_error *err)
{
    enum mlg_status status = mlg_document_load(path, &profile->document, err);
    if (status == MLG_OK)
        status = mlg_hash_file(path, &profile->hash, err);
    struct mlg_node extends = {0};
    if (status == MLG_OK)
        extends = mlg_node_get(mlg_document_root(profile->document), "extends");
    if (status == MLG_OK && !mlg_node_is_absent(extends))
        status = load_base(path, extends, profile, err);
    if (status == MLG_OK)
        status = mlg_profile_sections_load(profile, mlg_document_root(profile->document), err);
    return status;
}

enum mlg_status mlg_profile_load(const char *name_or_path, struct mlg_profile **profile,
                                 struct mlg_error *err)
{
    char *path = NULL;
    enum mlg_status status = find_file(name_or_path, &path, err);
    if (status != MLG_OK)
        return status;
    struct mlg_profile *fresh = mlg_alloc_zero(1, sizeof *fresh);
    if (fresh)
        status = load(path, fresh, err);
    else
        status = mlg_fail_memory(err, "a profile", sizeof *fresh);
    free(path);
    if (status != MLG_OK) {
        mlg_profile_destroy(fresh);
        return status;
    }
    *profile = fresh;
    return MLG_OK;
}

void mlg_profile_destroy(struct mlg_profile *profile)
{
    if (!profile)
        return;
    struct mlg_rules *const rules[] = {&profile->access_allowed, &profile->access_penalised_kmh,
                                       &profile->limit_implied_kmh, &profile->barriers,
                                       &profile->ferry_routes};
    struct mlg_rule_table *const tables[] = {&profile->never,      &profile->oneway_implied,
                                             &profile->contraflow, &profile->caps_kmh,
                                             &profile->delays_s,   &profile->no_access_point};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        mlg_rules_finish(rules[i]);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        mlg_rule_table_finish(tables[i]);
    free(profile->classes);
    free(profile->closed_ways);
    mlg_document_destroy(profile->document);
    mlg_document_destroy(profile->base);
    free(profile);
}

const char *mlg_profile_name(const struct mlg_profile *profile)
{
    return profile->name;
}

const struct mlg_sha256 *mlg_profile_hash(const struct mlg_profile *profile)
{
    return &profile->hash;
}

size_t mlg_profile_n_classes(const struct mlg_profile *profile)
{
    return profile->n_classes;
}

const char *mlg_profile_class_name(const struct mlg_profile *profile, size_t road_class)
{
    return profile->classes[road_class].name;
}
