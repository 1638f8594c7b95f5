inputs
: >empty.osm.pbf; sed -i s/tiny.osm/empty.osm.pbf/ tiny.yaml
maillage run tiny.yaml
