inputs
maillage run -q tiny.yaml >/dev/null
sed 's/limit_min: .*/limit_min: 4/' tiny.yaml >other.yaml
maillage run -q other.yaml -o other >/dev/null
cp other/proof.txt.zst out/
maillage verify out/plan.json --proof
code=$?; rm -r out other other.yaml; exit $code
