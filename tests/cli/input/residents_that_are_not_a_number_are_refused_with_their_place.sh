inputs
sed -i "s/^c5,780,/c5,NaN,/" people.csv
maillage run tiny.yaml
