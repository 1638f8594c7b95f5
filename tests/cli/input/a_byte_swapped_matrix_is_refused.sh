inputs
maillage matrix build -q tiny.yaml -o little.mtt
# What a machine of the other byte order would have written after the magic of 8 bytes.
python3 -c '
data = open("little.mtt", "rb").read()
words = [data[i:i + 4][::-1] for i in range(8, len(data), 4)]
open("big.mtt", "wb").write(data[:8] + b"".join(words))'
maillage matrix info big.mtt
