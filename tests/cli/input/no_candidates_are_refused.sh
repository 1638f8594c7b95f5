inputs
sed -i 2,99d candidates.csv
maillage run tiny.yaml
