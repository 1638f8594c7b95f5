/* Text in UTF-8. */
#ifndef MLG_BASE_UTF8_H
#define MLG_BASE_UTF8_H

#include <stddef.h>

/* The bytes of the sequence that text begins with, 1 to 4; 0 = it is none. A final 0 is one. */
size_t mlg_utf8_sequence(const char *text);

#endif
