inputs
python3 "$SOURCE/tests/cli/shapefile.py" people.csv people.shp
python3 -m zipfile -c tables.zip people.csv candidates.csv
sed -e 's/file: people.csv/file: people.shp/' -e '0,/  at: {lon: lon, lat: lat}/s//  at: geometry/' tiny.yaml > shape.yaml
sed -e 's|file: people.csv|file: tables.zip/people.csv|' tiny.yaml > archive.yaml
for scenario in tiny shape archive; do
    maillage run -q $scenario.yaml -o $scenario > /dev/null && maillage verify $scenario/plan.json
done
cmp tiny/cells.csv shape/cells.csv
cmp tiny/cells.csv archive/cells.csv
sed -i 's/tables.zip/absent.zip/' archive.yaml
maillage check archive.yaml
