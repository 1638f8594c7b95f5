inputs
maillage matrix build -q tiny.yaml -o tiny.mtt > /dev/null
maillage model export -q tiny.yaml -o tiny.lp > /dev/null
# Four vertices on a line, 1 - 2 - 3 apart; the last length of an edge counts.
printf '4 4 2\n1 2 9\n1 2 1\n2 3 2\n3 4 3\n' > line.txt
printf 'maximize\n obj: 5 x + 4 y + 3 z\nsubject to\n c: 2 x + 3 y + z <= 5\n d: 4 x + y + 2 z <= 11\n e: 3 x + 4 y + 2 z <= 8\ninteger\n x y z\nend\n' > knapsack.lp
printf 'file,problem,rows,columns,best_known,proven\nline.txt,p-median,4,2,3,yes\nline.txt,p-center,4,2,2,yes\nknapsack.lp,program,3,3,13,yes\n' > known.csv
maillage bench solver -q tiny.yaml tiny.lp tiny.mtt@5:most=1 tiny.mtt:median=1 line.txt line.txt:center line.txt:median=1 knapsack.lp \
    --solver maillage --solver no-presolve --solver plain --known known.csv | awk '{print $1, $2, $3, $4, $6}'
rm -- *.*
