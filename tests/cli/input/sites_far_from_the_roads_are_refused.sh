inputs
sed -i 's/,50\.0$/,45.0/' candidates.csv
maillage run tiny.yaml
