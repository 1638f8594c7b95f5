inputs
sed -i "s/^05,/04,/" candidates.csv
maillage run tiny.yaml
