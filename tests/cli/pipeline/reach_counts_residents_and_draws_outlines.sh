inputs
maillage reach tiny.yaml 04 --minutes 2,5,10 -o reach.csv
cat reach.csv
maillage reach tiny.yaml 04 --minutes 2.5,5 --json -o reach.geojson
grep -o '"within_min": [0-9.]*, "residents": [0-9.]*' reach.geojson
maillage run -q tiny.yaml > /dev/null
maillage reach tiny.yaml 04 --minutes 5 -q -o reach.gpkg > /dev/null
maillage reach tiny.yaml 04 --minutes 5 -o reach.xls
maillage reach tiny.yaml 04 --minutes 10,5
maillage reach tiny.yaml 04 --minutes 5,
maillage reach tiny.yaml Nowhere
rm -r out
