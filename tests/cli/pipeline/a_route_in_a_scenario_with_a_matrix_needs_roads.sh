inputs
maillage matrix build tiny.yaml -q -o times.mtt
sed -i 's/roads: .*/matrix: times.mtt/; /profile/d; /bound_min/d' tiny.yaml
maillage route tiny.yaml c2 e1
maillage route tiny.yaml c2 e1 --roads tiny.osm
sed -i 's/Grande Rue/Rue Haute/' tiny.osm
maillage route tiny.yaml c2 e1 --roads tiny.osm > /dev/null
