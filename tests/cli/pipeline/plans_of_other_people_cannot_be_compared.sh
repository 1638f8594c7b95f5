inputs
maillage run tiny.yaml -q > one.txt
sed "s/^c2,340/c2,341/" people.csv > people-2.csv
sed "s/people.csv/people-2.csv/; s/folder: out/folder: other/" tiny.yaml > other.yaml
maillage run other.yaml -q > two.txt
maillage compare -q out/plan.json other/plan.json
status=$?
maillage compare -q out/plan.json out/plan.json --by vilage
maillage compare -q out/plan.json out/plan.json -o minutes.txt
rm -r out other *.txt *-2.csv other.yaml
exit $status
