inputs
sed -i "s/,01$/,99/" existing.csv
maillage run tiny.yaml
