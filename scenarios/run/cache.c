#include "scenarios/run/cache.h"

#include "base/file.h"
#include "base/leftovers.h"
#include "base/memory.h"
#include "network/graph/graph.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* *folder: caller frees. */
static enum mlg_status default_folder(char **folder, struct mlg_error *err)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char *text;
    int length;
    if (cache && *cache == '/')
        length = asprintf(&text, "%s/maillage", cache);
    else if (home && *home)
        length = asprintf(&text, "%s/.cache/maillage", home);
    else {
        mlg_fail(err, MLG_IO, "no folder for the cache: neither XDG_CACHE_HOME nor HOME is set");
        return mlg_hint(err, "name one with --cache");
    }
    if (length < 0)
        return mlg_fail_memory(err, "a file name", 0);
    *folder = text;
    return MLG_OK;
}

static void add_hash(FILE *key, const char *what, const struct mlg_sha256 *hash)
{
    char hex[MLG_SHA256_HEX];
    fprintf(key, "%s %s\n", what, mlg_hash_hex(hash, hex));
}

static enum mlg_status add_roads(FILE *key, const struct mlg_scenario *scenario,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    for (size_t i = 0; i < scenario->n_roads; i++) {
        struct mlg_sha256 hash;
        mlg_progress(monitor, "checking roads", i, scenario->n_roads, NULL);
        enum mlg_status status = mlg_hash_file(scenario->roads[i], &hash, err);
        if (status != MLG_OK)
            return status;
        add_hash(key, "roads", &hash);
    }
    return MLG_OK;
}

static void add_positions(FILE *key, const char *what, const struct mlg_points *points)
{
    for (size_t i = 0; points && i < points->n; i++)
        fprintf(key, "%s %" PRId32 " %" PRId32 "\n", what, points->lon_e7[i], points->lat_e7[i]);
}

/* Everything that the matrix depends on, as text. */
static enum mlg_status write_key(FILE *key, const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables, const struct mlg_profile *profile,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    fprintf(key,
            "maillage " MLG_VERSION " people to sites\nroads read in way %d\nbound %" PRIu32
            "\ndirection %s\nsnap %.17g\n",
            MLG_ROADS_REVISION, scenario->bound_ds, mlg_direction_name(scenario->direction),
            scenario->snap_max_m);
    add_hash(key, "profile", mlg_profile_hash(profile));
    add_positions(key, "cell", tables->people);
    add_positions(key, "existing", tables->existing);
    add_positions(key, "candidate", tables->candidates);
    return add_roads(key, scenario, monitor, err);
}

static enum mlg_status hash_key(const struct mlg_scenario *scenario,
                                const struct mlg_tables *tables, const struct mlg_profile *profile,
                                const struct mlg_monitor *monitor, struct mlg_sha256 *hash,
                                struct mlg_error *err)
{
    char *text = NULL;
    size_t length = 0;
    FILE *key = open_memstream(&text, &length);
    if (!key)
        return mlg_fail_memory(err, "a cache key", 0);
    enum mlg_status status = write_key(key, scenario, tables, profile, monitor, err);
    if (fclose(key) != 0 && status == MLG_OK)
        status = mlg_fail_memory(err, "a cache key", length);
    if (status == MLG_OK)
        mlg_hash_bytes(text, length, hash);
    free(text);
    return status;
}

enum mlg_status mlg_cache_folder(const char *folder, char **path, struct mlg_error *err)
{
    char *name = folder ? mlg_strdup(folder) : NULL;
    enum mlg_status status = MLG_OK;
    if (folder && !name)
        status = mlg_fail_memory(err, "a file name", strlen(folder));
    else if (!folder)
        status = default_folder(&name, err);
    if (status == MLG_OK)
        status = mlg_make_folder(name, err);
    if (status == MLG_IO && name)
        mlg_hint(err, "use --cache FOLDER to keep the travel times elsewhere");
    if (status == MLG_OK) {
        mlg_remove_leftovers(name, NULL);
        *path = name;
    } else {
        free(name);
    }
    return status;
}

enum mlg_status mlg_cache_path(const struct mlg_scenario *scenario, const struct mlg_tables *tables,
                               const struct mlg_profile *profile, const char *folder,
                               const struct mlg_monitor *monitor, char **path,
                               struct mlg_error *err)
{
    struct mlg_sha256 hash;
    char *own = NULL, hex[MLG_SHA256_HEX], *text;
    enum mlg_status status = hash_key(scenario, tables, profile, monitor, &hash, err);
    if (status == MLG_OK)
        status = mlg_cache_folder(folder, &own, err);
    if (status == MLG_OK && asprintf(&text, "%s/%.32s.mtt", own, mlg_hash_hex(&hash, hex)) < 0)
        status = mlg_fail_memory(err, "a file name", 0);
    if (status == MLG_OK)
        *path = text;
    free(own);
    return status;
}
