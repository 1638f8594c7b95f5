#include "scenarios/init/columns.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { NAME_BYTES = 128, MOST = 16 };

/* Names in order of preference, as folded below, and words that are enough within a longer name. */
static const struct use {
    const char *names[MOST], *words[MOST];
} uses[] = {
    [MLG_USE_RESIDENTS] = {{"residents", "population", "pop", "inhabitants", "ind", "habitants",
                            "tot_p", "obs_value_t", "t", "pop_tot", "p_tot"},
                           {"residents", "population", "inhabitants", "habitants", "individus",
                            "einwohner", "pop"}},
    [MLG_USE_ID] = {{"id", "insee", "code", "code_insee", "idcar_200m", "idcar_1km", "grd_id",
                     "gid", "ref"},
                    {"id", "identifiant", "identifier", "code", "siret"}},
    [MLG_USE_NAME] = {{"name", "nom", "title", "label", "libelle"},
                      {"name", "nom", "libelle", "intitule", "titre", "enseigne"}},
    [MLG_USE_COMMUNE] = {{"commune", "municipality", "nom_com", "commune_name", "ville", "town"},
                         {"commune", "municipality", "ville", "gemeinde"}},
    [MLG_USE_COMMUNE_ID] = {{"commune_id", "commune_insee", "insee", "code_commune", "code_insee",
                             "insee_com", "depcom", "codgeo"},
                            {NULL}},
    [MLG_USE_LONGITUDE] = {{"lon", "lng", "long", "longitude"}, {"lon", "lng", "longitude"}},
    [MLG_USE_LATITUDE] = {{"lat", "latitude"}, {"lat", "latitude"}},
    [MLG_USE_X] = {{"x", "easting", "x_2154", "coord_x", "xcoord"}, {"x", "easting"}},
    [MLG_USE_Y] = {{"y", "northing", "y_2154", "coord_y", "ycoord"}, {"y", "northing"}},
};

/* The letter below the accent of a Latin letter of two bytes; 0 = another sign. */
static char unaccented(const char *text)
{
    static const char *const accented[] = {"àâäáÀÂÄÁ", "çÇ", "éèêëÉÈÊË", "îïÎÏ", "ôöÔÖ", "ùûüÙÛÜ"};
    static const char plain[] = "aceiou";
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++)
        for (const char *p = accented[i]; *p; p += 2)
            if (memcmp(p, text, 2) == 0)
                return plain[i];
    return '\0';
}

/* "Libellé (court)" to "libelle_court"; name [NAME_BYTES]. */
static void fold(const char *text, char *name)
{
    size_t used = 0, bytes;
    bool gap = false;
    for (; *text && used + 2 < NAME_BYTES; text += bytes) {
        bytes = mlg_utf8_sequence(text);
        char letter = bytes == 2 ? unaccented(text) : (char)tolower((unsigned char)*text);
        bytes = bytes ? bytes : 1;
        if (!isalnum((unsigned char)letter)) {
            gap = true;
            continue;
        }
        if (gap && used > 0)
            name[used++] = '_';
        gap = false;
        name[used++] = letter;
    }
    name[used] = '\0';
}

/* Does a folded name have the word? */
static bool has_word(const char *name, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = name; (p = strstr(p, word)); p++)
        if ((p == name || p[-1] == '_') && (p[length] == '_' || p[length] == '\0'))
            return true;
    return false;
}

static int find(const struct mlg_table *table, const char *const *wanted, bool as_word)
{
    for (size_t k = 0; k < MOST && wanted[k]; k++)
        for (int i = 0; i < mlg_table_columns(table); i++) {
            char name[NAME_BYTES];
            fold(mlg_table_column_name(table, i), name);
            if (as_word ? has_word(name, wanted[k]) : strcmp(name, wanted[k]) == 0)
                return i;
        }
    return -1;
}

int mlg_column_for(const struct mlg_table *table, enum mlg_column_use use)
{
    int column = find(table, uses[use].names, false);
    return column >= 0 ? column : find(table, uses[use].words, true);
}
