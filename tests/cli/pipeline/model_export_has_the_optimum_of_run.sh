# glpsol, another program, finds what run finds.
command -v glpsol >/dev/null || { echo "SKIP: glpsol is not installed"; exit 0; }
optimum() { glpsol "$@" -w /dev/stdout | sed -n 's/^c Objective: *[^ ]*//p'; }
inputs
maillage model export -q tiny.yaml -o fewest.mps
maillage model export -q tiny.yaml -o fewest.lp
optimum --freemps fewest.mps
optimum --lp fewest.lp
maillage run -q tiny.yaml | grep ^Goal
sed "s/^goals:/  new: {max: 2}\ngoals:/; s/fewest_sites/most_residents/" tiny.yaml > most.yaml
maillage model export -q most.yaml -o most.mps
maillage model export -q most.yaml -o most.lp
optimum --freemps most.mps
optimum --lp most.lp
maillage run -q most.yaml --overwrite | grep ^Goal
cat most.lp
rm -r out
