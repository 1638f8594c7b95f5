inputs
cp people.csv text.osm.pbf; sed -i s/tiny.osm/text.osm.pbf/ tiny.yaml
maillage run tiny.yaml
