inputs
maillage matrix build tiny.yaml -o times.mtt
maillage matrix info times.mtt
