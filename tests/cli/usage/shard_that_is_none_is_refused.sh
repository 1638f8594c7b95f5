maillage matrix build scenario.yaml --shard 3/2 -o part.mtp
maillage matrix build scenario.yaml --shard 1 -o part.mtp
maillage matrix build scenario.yaml --shard 1/2x -o part.mtp
maillage matrix build scenario.yaml --shard 1/2
maillage matrix merge part.mtp
