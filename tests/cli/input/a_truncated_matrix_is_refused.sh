inputs
maillage matrix build -q tiny.yaml -o whole.mtt
head -c 500 whole.mtt >cut.mtt
maillage matrix info cut.mtt
