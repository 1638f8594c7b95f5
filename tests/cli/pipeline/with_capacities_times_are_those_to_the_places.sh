inputs
sed -i 's/^    at: {lon: lon, lat: lat}/&\n    capacity: 1500/; s/^goals:/  new: {max: 3}\ngoals:\n  - goal: most_residents/; s/- goal: fewest_sites/- goal: shortest_mean_time/' tiny.yaml
maillage run -q tiny.yaml | grep -E "^(Goal|then)"
maillage verify -q out/plan.json
sed -i 's/- goal: most_residents/- {goal: fewest_changes, from: out\/plan.json}/' tiny.yaml
maillage run -q tiny.yaml --overwrite
rm -r out
