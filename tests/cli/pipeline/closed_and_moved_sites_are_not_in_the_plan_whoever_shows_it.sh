inputs
printf 'id,name,commune,insee\ne1,La Fabrique,Aubigny,01\ne2,Le Moulin,Fresnoy,06\ne3,La Gare,Aubigny,01\n' >existing.csv
for may in close move; do
    echo "== $may"
    sed "s/^    id: id/    id: id\n    may: $may/; s/folder: out/folder: $may\n  formats: [json, csv, svg, html]/" tiny.yaml >$may.yaml
    sed -i 's/^goals:/  new: {max: 2}\ngoals:\n  - goal: most_residents/; s/- goal: fewest_sites/- {goal: shortest_mean_time, tolerance_min: 1}/' $may.yaml
    maillage run -q $may.yaml
    maillage verify -q $may/plan.json
    cut -d, -f4 $may/new_sites.csv $may/existing_sites.csv
    for name in "La Fabrique" "Le Moulin" "La Gare"; do maillage explain -q $may/plan.json "$name"; done
    grep -oE '"open":\[[0-9,]*\]' $may/report.html
    maillage plan map -q $may/plan.json -o again.svg --overwrite && cmp again.svg $may/map.svg && echo same map
done
sed "s|new: {max: 2}|&\n  groups: [{column: name, at_least: 1, values: [Coucy, Estrees, Guise]}]|; s|folder: move|folder: groups|" move.yaml >groups.yaml
maillage run -q groups.yaml | grep -A4 Rules
sed "s|    at: {lon: lon, lat: lat}|&\n    cost: 7|; s|most_residents|least_cost|; /shortest_mean/d; s|new: {max: 2}|new: {budget: 28}|; s|folder: move|folder: cost|" move.yaml >cost.yaml
maillage run -q cost.yaml | grep -E "Goal|budget"
maillage verify -q cost/plan.json
maillage compare -q close/plan.json move/plan.json
rm -r close move groups cost
