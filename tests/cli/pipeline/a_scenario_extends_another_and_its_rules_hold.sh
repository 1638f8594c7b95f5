inputs
printf '%s\n' 'maillage: 1' 'extend: tiny.yaml' 'sites: {new: {max: 2}, apart: {km: 0.5}}' \
    'phases: [{year: 2025, new: 1}, {year: 2026, new: 1}]' \
    'goals: [{goal: most_residents}, {goal: shortest_mean_time}]' >rules.yaml
maillage run rules.yaml --output out -q
maillage verify out/plan.json
printf '%s\n' 'maillage: 1' 'extend: tiny.yaml' 'goals: [{goal: least_cost}]' >cost.yaml
maillage check cost.yaml
rm -r out *.yaml
