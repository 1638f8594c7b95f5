maillage verify plan.json --roads a.osm --matrix b.mtt
