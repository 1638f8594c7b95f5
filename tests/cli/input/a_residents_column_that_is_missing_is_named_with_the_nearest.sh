inputs
sed -i "s/residents: residents/residents: residnts/" tiny.yaml
maillage run tiny.yaml
