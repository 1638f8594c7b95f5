inputs
maillage run tiny.yaml -q > /dev/null
python3 - << 'PYTHON'
import csv
print(*(row for row in csv.DictReader(open("out/cells.csv")) if row["id"] == "c2"))
PYTHON
rm -r out
maillage route tiny.yaml c2 e1
