inputs
sed -i "s/^c5,780,/c5,many,/" people.csv
maillage run tiny.yaml
