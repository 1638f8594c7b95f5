inputs
sed -i 's/"secondary"/"footway"/; s/"residential"/"steps"/' tiny.osm
maillage run tiny.yaml
