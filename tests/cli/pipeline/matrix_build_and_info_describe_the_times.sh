inputs
maillage matrix build tiny.yaml -o times.mtt
maillage matrix info times.mtt | sed -E "/bytes/s/[0-9]+(\.[0-9]+)?/N/g" # what the format of the day takes
