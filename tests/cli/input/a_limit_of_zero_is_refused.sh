inputs
sed -i "s/limit_min: 6.5/limit_min: 0/" tiny.yaml
maillage run tiny.yaml
