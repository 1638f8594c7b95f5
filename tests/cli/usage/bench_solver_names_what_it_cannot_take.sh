printf '2 2\n1 1\n1 1\n2 1 3\n' > odd.txt
for words in 'odd.txt' 'odd.txt --solver gurobi' 'x.mtt' 'x.mtt@fast' 'odd.txt --repeat 0' \
    'odd.txt --solver plain --solver plain' 'missing.txt' 'odd.txt --known missing.csv'; do
    # shellcheck disable=SC2086
    maillage bench solver $words
done
rm odd.txt
