inputs
for condition in '{name: same}' '{name: same, must_hold: false}' '{name: a, slower_percent: -5}' '{name: a, matrix: tiny.osm, profile: foot}' '{slower_percent: 5}' '{name: a, limit_min: 110}'; do
    printf 'extend: tiny.yaml\ntravel:\n  conditions:\n    - %s\n' "$condition" >robust.yaml
    maillage run -q robust.yaml --overwrite
done
