inputs
maillage sweep tiny.yaml -o family --threads 2 --vary travel.limit_min=4,6.5 --vary sites.new.max=1..9/4
tr -d '\r' < family/table.csv
rm -r family/travel.limit_min=4,sites.new.max=9
maillage sweep tiny.yaml -o family --vary travel.limit_min=4,6.5 --vary sites.new.max=1..9/4
maillage verify -q family/travel.limit_min=4,sites.new.max=9/plan.json
maillage sweep tiny.yaml -o wrong --vary travel.limit=4,6.5
maillage sweep tiny.yaml -o wrong --vary travel.limit_min
maillage sweep tiny.yaml -o wrong
rm -r family wrong
