inputs
maillage matrix build -q tiny.yaml -o times.mtt
maillage matrix export times.mtt --scenario tiny.yaml -o times.csv
head -4 times.csv
maillage matrix export times.mtt --by-cell -o cells.csv.gz
zcat cells.csv.gz | head -3
zcat cells.csv.gz | tail -n +2 | wc -l
maillage matrix export times.mtt --by-cell --scenario tiny.yaml -o cells.csv
sort cells.csv | cmp - <(sort times.csv)
maillage matrix export times.mtt -o times.csv
maillage matrix export times.mtt -o times.xlsx
maillage matrix export times.mtt --scenario tiny.yaml -o times.omx
maillage matrix export times.mtt --by-cell -o cells.omx
maillage matrix export times.mtt
rm -f cells.csv.gz
