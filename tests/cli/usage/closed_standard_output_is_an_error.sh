maillage version >&-
