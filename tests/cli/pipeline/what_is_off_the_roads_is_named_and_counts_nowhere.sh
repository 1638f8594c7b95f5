inputs
for i in $(seq 13 23); do echo "c$i,$i,8.$i,50,Far Hamlet" >> people.csv; done
echo "98,Far Hall,9,50" >> candidates.csv
echo "99,Far Barn,9.1,50" >> candidates.csv
echo "e2,The Lighthouse,Far Rock,98" >> existing.csv
maillage run -q tiny.yaml >/dev/null
maillage plan show out/plan.json | sed -n '/^Today/p;/^Plan/p;/^Off the/,$p'
maillage verify out/plan.json
rm -r out
