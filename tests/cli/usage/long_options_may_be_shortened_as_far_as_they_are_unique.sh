maillage version --js | head -n 1
