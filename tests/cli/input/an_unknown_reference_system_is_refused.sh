inputs
sed -i '0,/at: {lon: lon, lat: lat}/s//at: {x: lon, y: lat, crs: "EPSG:999999"}/' tiny.yaml
maillage run tiny.yaml
