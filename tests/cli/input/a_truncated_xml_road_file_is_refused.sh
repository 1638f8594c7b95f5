inputs
head -n 12 tiny.osm >cut.osm; sed -i s/tiny.osm/cut.osm/ tiny.yaml
maillage run tiny.yaml
