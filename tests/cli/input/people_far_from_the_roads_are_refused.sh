inputs
sed -i 's/,50\.001,/,45.001,/; s/,50\.201,/,45.2,/; s/,50\.4,/,45.4,/' people.csv
maillage run tiny.yaml
