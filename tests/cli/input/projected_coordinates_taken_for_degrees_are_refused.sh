inputs
sed -i "s/^05,Estrees,.*/05,Estrees,652000,6862000/" candidates.csv
maillage run tiny.yaml
