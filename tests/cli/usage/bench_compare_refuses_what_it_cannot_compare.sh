printf '{"instance": "a", "solver": "x", "objective": 7, "proven": true, "cpu_s": 1}\n' > seven.jsonl
printf '{"instance": "a", "solver": "x", "objective": 8, "proven": true, "cpu_s": 1}\n' > eight.jsonl
printf '{"instance": "b", "solver": "x", "cpu_s": 1}\n' > other.jsonl
printf '\n{"instance": \n' > torn.jsonl
printf '[]\n' > list.jsonl
for words in 'seven.jsonl eight.jsonl' 'seven.jsonl other.jsonl' 'seven.jsonl torn.jsonl' 'list.jsonl seven.jsonl' \
    'seven.jsonl missing.jsonl' 'seven.jsonl' 'seven.jsonl seven.jsonl --worse much'; do
    # shellcheck disable=SC2086
    maillage bench compare $words
    echo "code $?"
done
rm ./*.jsonl
