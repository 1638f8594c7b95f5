inputs
maillage matrix build -q tiny.yaml -o other.mtt
# The version follows the magic (8 bytes) and the mark of the byte order (4).
printf '\x63' | dd of=other.mtt bs=1 seek=12 conv=notrunc status=none
maillage matrix info other.mtt
