inputs
maillage model export -q tiny.yaml -o model.txt
maillage model export -q tiny.yaml -o nowhere/model.mps
touch model.mps
maillage model export -q tiny.yaml -o model.mps
sed "s/^goals:/  new: {max: 2}\ngoals:/; s/fewest_sites/shortest_guaranteed_time/" tiny.yaml > soonest.yaml
maillage model export -q soonest.yaml -o soonest.lp
maillage model export tiny.yaml
