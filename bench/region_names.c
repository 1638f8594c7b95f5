#include "bench/region.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const onset[] = {
    "Ar",  "Bel", "Bré", "Cal", "Cor", "Dor", "Esc", "Fal", "Fau", "Gal",  "Gor",  "Har",
    "Hou", "Jar", "Lam", "Lor", "Mal", "Mer", "Mor", "Nau", "Or",  "Pel",  "Plou", "Qué",
    "Rav", "Sar", "Sé",  "Tal", "Tor", "Tré", "Val", "Ver", "Vir", "Yver", "Zel",
};
static const char *const middle[] = {
    "ba", "bri", "di", "do", "fa", "gue", "li", "lo", "mi", "nau", "ne",  "ni",  "pa", "ra",
    "ri", "ro",  "sa", "se", "ta", "ti",  "va", "ve", "vi", "zo",  "bou", "chè", "ju", "lu",
};
static const char *const coda[] = {
    "bel",      "bosc",   "brac",  "chamy", "cieux", "doult",  "fay",    "fond",
    "gnelles",  "guez",   "lande", "lec",   "lieu",  "lunes",  "mare",   "maux",
    "moustier", "nac",    "nelle", "quin",  "rance", "sart",   "songes", "thuit",
    "tiers",    "vannes", "vaux",  "velle", "vigny", "zelles", "zoult",
};
static const char *const suffix[] = {"", "-le-Haut", "-le-Bas", "-la-Lande", "-le-Vieux", "-l'Eau"};

/* Streets are called alike everywhere. */
static const char *const street[] = {
    "Rue du Lavoir",      "Rue des Tilleuls",  "Rue du Moulin",         "Rue de la Forge",
    "Rue des Vergers",    "Rue du Four",       "Rue de l'Abreuvoir",    "Rue des Saules",
    "Rue du Pré Long",    "Rue des Alouettes", "Rue de la Halle",       "Rue du Puits",
    "Rue des Tisserands", "Rue de la Gare",    "Rue du Chemin Vert",    "Rue des Hirondelles",
    "Rue de la Fontaine", "Rue du Calvaire",   "Rue des Jardins",       "Rue de l'École",
    "Rue des Noisetiers", "Rue du Vieux Port", "Rue de la Briqueterie", "Rue des Champs",
};

void region_commune_name(const struct region *region, uint32_t place, char *name)
{
    const uint64_t n = COUNT(onset) * COUNT(middle) * COUNT(coda);
    /* A stride that shares no factor with n: all names are used before one is used again. */
    uint64_t k = ((uint64_t)place * 18777 + (uint64_t)(region->coast_phase[0] * 1e6)) % n;
    uint64_t again = (uint64_t)place / n % COUNT(suffix);
    const char *prefix = place == region->islet ? "Île " : place == region->headland ? "Cap " : "";
    snprintf(name, REGION_COMMUNE_NAME, "%s%s%s%s%s", prefix, onset[k % COUNT(onset)],
             middle[k / COUNT(onset) % COUNT(middle)], coda[k / COUNT(onset) / COUNT(middle)],
             suffix[again]);
}

const char *region_street_name(uint32_t label)
{
    return street[label % COUNT(street)];
}

const char *region_of(const char *name)
{
    if (strncmp(name, "Île ", strlen("Île ")) == 0)
        return "de l'";
    if (strncmp(name, "Cap ", strlen("Cap ")) == 0)
        return "du ";
    return strchr("AEIOUYH", name[0]) ? "d'" : "de ";
}
