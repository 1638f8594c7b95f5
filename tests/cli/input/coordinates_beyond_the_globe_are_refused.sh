inputs
sed -i "s/^c5,780,[0-9.]*,/c5,780,328.0,/" people.csv
maillage run tiny.yaml
