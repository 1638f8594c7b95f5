inputs
maillage run -q tiny.yaml >run.txt
maillage plan report out/plan.json -o report.html
maillage plan report out/plan.json -o report.html && echo "replaced without --overwrite"
maillage plan report -q out/plan.json -o report.html --overwrite
grep -c "Leaflet, https://leafletjs.com" report.html
grep -oE '<(script|link|img|iframe)[^>]* (src|href)=' report.html || echo "nothing is loaded from elsewhere"
