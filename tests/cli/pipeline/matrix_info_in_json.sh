inputs
maillage matrix build -q tiny.yaml -o times.mtt
maillage matrix info --json times.mtt | sed -E "/bytes/s/[0-9]+(\.[0-9]+)?/N/g" # what the format of the day takes
