/* What a document is inside: for document.c and document_extend.c. */
#ifndef MLG_BASE_DOCUMENT_TREE_H
#define MLG_BASE_DOCUMENT_TREE_H

#include "base/document.h"

#include <libfyaml.h>

struct mlg_document {
    char *path;
    char *text; /* libfyaml's tokens point into it */
    size_t length;
    struct fy_diag *diag;
    struct fy_document *tree;
    struct mlg_document *base; /* what this one extends, or NULL: the text of its nodes is there */
};

#endif
