inputs
cat >curve.yaml <<'Y'
extend: tiny.yaml
goals: [{goal: most_residents}]
sites: {new: {max: 2}}
curve:
  new: {from: 0, to: 4}
  limits_min: [6.5, 13]
outputs: {folder: curve, formats: [json]}
Y
maillage run -q curve.yaml | grep -E '^(Plan|Goal)'
tr -d '\r' <curve/curve.csv
grep -c '<polyline' curve/curve.svg
maillage verify curve/plan.json
# a plan with more rules has no curve
sed -i 's/sites: {new: {max: 2}}/sites: {new: {max: 2}, apart: {km: 6}}/' curve.yaml
maillage run -q curve.yaml --overwrite | head -1
sed -i 's/from: 0, to: 4/from: 5, to: 4/' curve.yaml
maillage run -q curve.yaml --overwrite | head -1
