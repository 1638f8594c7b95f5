maillage network info --profile boat "$DATA/tiny.osm"
