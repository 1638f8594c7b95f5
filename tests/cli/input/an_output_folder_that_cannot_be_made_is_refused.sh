inputs
maillage run tiny.yaml -o people.csv/plan
