inputs
maillage run tiny.yaml -q > one.txt
for name in Aubigny Bernes Estrees "Lost Lane" Bernez; do
    echo "== $name"
    maillage explain -q out/plan.json "$name"
done
maillage explain -q out/plan.json Bernes --json
rm -r out one.txt
