/* "Did you mean": the known name that is most like a mistyped one. */
#ifndef MLG_BASE_NEAREST_H
#define MLG_BASE_NEAREST_H

/* The name (of a list that ends with NULL) with the fewest letters inserted, removed, replaced or
 * swapped with their neighbour (optimal string alignment; case does not count), the first of
 * equals; NULL where none is near enough to be meant. O(sum of the lengths x length of wanted). */
const char *mlg_nearest_name(const char *wanted, const char *const *names);

#endif
