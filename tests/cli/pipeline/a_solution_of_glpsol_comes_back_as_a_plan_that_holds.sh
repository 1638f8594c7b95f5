command -v glpsol >/dev/null || { echo "SKIP: no glpsol"; exit; }
inputs
maillage model export -q tiny.yaml -o tiny.lp
glpsol --lp tiny.lp --output tiny.sol >/dev/null
maillage model import -q tiny.yaml tiny.sol -o glpsol | grep -E '^(Plan|Goal)'
maillage verify glpsol/plan.json
# as CBC writes it, with what it leaves out being 0, and as SCIP does
printf 'Optimal - objective value 3\n  0 open_04 1 1\n  1 open_06 1 1\n  2 open_09 1 0\n' >cbc.sol
printf 'objective value: 1\nopen_04    1  (obj:1)\n' >bad.sol
maillage model import -q tiny.yaml cbc.sol -o cbc | grep -E '^(Plan|Goal)'
maillage verify cbc/plan.json
maillage model import -q tiny.yaml bad.sol -o bad
maillage model import -q tiny.yaml people.csv -o bad
rm -r glpsol cbc
