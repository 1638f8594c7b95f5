inputs
maillage matrix build -q tiny.yaml -o whole.mtt
maillage matrix build -q tiny.yaml --shard 1/2 -o 1.mtp
maillage matrix build -q tiny.yaml --shard 2/2 -o 2.mtp
maillage matrix merge -q 2.mtp 1.mtp -o joined.mtt
cmp whole.mtt joined.mtt
maillage matrix info 1.mtp
maillage matrix merge 1.mtp -o joined.mtt --overwrite
maillage matrix merge 1.mtp whole.mtt -o joined.mtt --overwrite
maillage matrix merge 1.mtp 2.mtp -o joined.mtt
