inputs
sed -i '0,/at: {lon: lon, lat: lat}/s//at: {lon: lat, lat: lon}/' tiny.yaml
maillage run tiny.yaml
