inputs
sed -i "s/^c5,780,/c5,-780,/" people.csv
maillage run tiny.yaml
