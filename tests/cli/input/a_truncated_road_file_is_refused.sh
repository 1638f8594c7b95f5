inputs
# The header block of a pbf, cut in its middle.
printf '\0\0\0\x0d\x0a\x09OSMHeader\x18\x12\x0a\x10\x22\x0eOsmSch' >cut.osm.pbf
sed -i s/tiny.osm/cut.osm.pbf/ tiny.yaml
maillage run tiny.yaml
