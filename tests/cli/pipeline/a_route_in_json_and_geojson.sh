inputs
maillage route tiny.yaml 3.1,50.0 "La Fabrique" --json -o way.geojson
cat way.geojson
