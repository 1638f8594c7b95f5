inputs
maillage matrix build -q tiny.yaml -o damaged.mtt
printf x | dd of=damaged.mtt bs=1 seek=700 conv=notrunc status=none
maillage matrix info damaged.mtt
