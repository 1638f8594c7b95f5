inputs
sed -i "s/limit_min: 6.5/limit_min: 6.5min/" tiny.yaml
maillage run tiny.yaml
