printf '4 5\n3 2 2 4 1\n2 1 2\n2 2 3\n3 3 4 5\n2 1 4\n' > rows.txt
printf '4 5\n3 2 1 4\n2 2 1 2\n2 2 2 3\n4 2 3 4\n1 1 3\n' > columns.txt
maillage bench solver rows.txt columns.txt --solver maillage --solver no-cuts --solver no-heuristics --solver plain \
    --json | grep -o '"instance": "[a-z.]*"\|"solver": "[a-z-]*"\|"objective": [0-9]*\|"bound": [0-9]*' | paste - - - -
rm rows.txt columns.txt
