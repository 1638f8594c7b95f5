inputs
# the way between the fourth and the fifth village is a bridge
python3 - <<'P'
text = open("tiny.osm").read()
road = '<tag k="highway" v="secondary"/></way>'
text = text.replace('<nd ref="5"/>', road + '<way id="3"><nd ref="4"/><nd ref="5"/>' + road +
                    '<way id="4"><nd ref="5"/>', 1)
open("tiny.osm", "w").write(text)
P
printf 'extends: car\nname: no bridge\nclosed_ways: [3, 99]\n' >closed.yaml
cat >robust.yaml <<'Y'
extend: tiny.yaml
travel:
  conditions:
    - {name: slower, slower_percent: 5}
    - {name: bridge closed, profile: ./closed.yaml, limit_min: 8}
    - {name: only looked at, limit_min: 13, must_hold: false}
outputs: {folder: robust, formats: [json, proof]}
Y
maillage run -q tiny.yaml | grep -E '^(Plan|Goal)'
maillage run robust.yaml 2>&1 | grep -E '^(Plan|Goal|profile|Served|  (as usual|slower|bridge|only))'
# the recount has times of its own: by plain searches of the roads
maillage verify robust/plan.json --proof
maillage verify robust/plan.json --roads tiny.osm
sed -i 's/"slower_percent": 5/"slower_percent": 4/' robust/plan.json
maillage verify robust/plan.json --roads tiny.osm
