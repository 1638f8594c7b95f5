inputs
rm people.csv
maillage run tiny.yaml
