/* Numbers in sentences: "1 site", "2 sites", "0 sites". */
#ifndef MLG_BASE_PLURAL_H
#define MLG_BASE_PLURAL_H

/* The word that stands after the count. */
static inline const char *mlg_plural(double count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

#endif
