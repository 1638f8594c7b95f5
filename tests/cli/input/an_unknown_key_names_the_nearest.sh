inputs
sed -i "s/limit_min:/limt_min:/" tiny.yaml
maillage run tiny.yaml
