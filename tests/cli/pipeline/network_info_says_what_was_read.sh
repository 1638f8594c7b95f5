maillage network info "$SOURCE/tests/network/osm/border_west.osm" "$SOURCE/tests/network/osm/border_east.osm"
