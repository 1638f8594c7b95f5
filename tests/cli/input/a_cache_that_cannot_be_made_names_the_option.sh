inputs
maillage run tiny.yaml --cache people.csv/cache
