inputs
maillage run tiny.yaml -q > one.txt
sed "s/limit_min: 6.5/limit_min: 4/; s/folder: out/folder: shorter/" tiny.yaml > shorter.yaml
maillage run shorter.yaml -q > two.txt
maillage compare -q out/plan.json shorter/plan.json
maillage compare -q out/plan.json shorter/plan.json --by commune --csv | tail -14 | tr -d '\r'
rm -r out shorter *.txt shorter.yaml
