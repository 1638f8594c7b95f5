inputs
maillage matrix build -q tiny.yaml -o tiny.mtt
maillage bench solver -q tiny.yaml tiny.mtt@5 --repeat 3 -o runs.jsonl | awk '{print $1, $2, $3, $4, $6}'
grep -c '"proven": true' runs.jsonl
rm -- *.*
