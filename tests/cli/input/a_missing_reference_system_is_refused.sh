inputs
sed -i '0,/at: {lon: lon, lat: lat}/s//at: {x: lon, y: lat}/' tiny.yaml
maillage run tiny.yaml
