inputs
awk -F, 'NR == 1 {print $0 ",kind"; next} {print $0 "," (NR % 2 ? "town" : "rural")}' people.csv > kinds.csv
sed 's/people.csv/kinds.csv/; s/  limit_min: 6.5/&\n  limit_min_by: {column: kind, limits: {rural: 9, town: 4}}/' tiny.yaml > limits.yaml
maillage run limits.yaml -q > one.txt
maillage explain -q out/plan.json Aubigny
maillage explain -q out/plan.json Bernes
maillage explain -q out/plan.json "La Fabrique"
rm -r out one.txt kinds.csv limits.yaml
