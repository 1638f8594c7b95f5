inputs
maillage matrix build -q tiny.yaml -o times.mtt
maillage matrix info --json times.mtt
