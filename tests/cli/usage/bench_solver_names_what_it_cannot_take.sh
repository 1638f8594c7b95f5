printf '2 2\n1 1\n1 1\n2 1 3 9\n' > odd.txt
for words in 'odd.txt' 'odd.txt --solver gurobi' 'x.mtt' 'x.mtt@fast' 'odd.txt --repeat 0' \
    'odd.txt --solver plain --solver plain' 'missing.txt' 'odd.txt --known missing.csv'; do
    # shellcheck disable=SC2086
    maillage bench solver $words
done
rm odd.txt
printf '2 1 1\n1 2 4\n' > pair.txt
printf 'NAME\nROWS\n N obj\nCOLUMNS\n x obj\n' > torn.mps
for words in 'pair.txt:most=2' 'pair.txt:median=0' 'pair.txt:fewer' 'x.mtt:median' 'torn.mps' 'torn.lp' 'pair.txt --memory-limit 1'; do
    # shellcheck disable=SC2086
    maillage bench solver $words > /dev/null
done
rm pair.txt torn.mps
