inputs
# A header block and nothing after it.
printf '\0\0\0\x0d\x0a\x09OSMHeader\x18\x12\x0a\x10\x22\x0eOsmSchema-V0.6' >bare.osm.pbf; sed -i s/tiny.osm/bare.osm.pbf/ tiny.yaml
maillage run tiny.yaml
