maillage version >/dev/full
