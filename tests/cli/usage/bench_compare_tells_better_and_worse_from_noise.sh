record() { # FACTOR: six seeds of two instances
    for seed in 1 2 3 4 5 6; do
        printf '{"instance": "a.txt", "solver": "maillage", "seed": %d, "objective": 7, "proven": true, "cpu_s": %s}\n' \
            "$seed" "$(awk "BEGIN { print (1 + $seed / 100) * $1 }")"
        printf '{"instance": "b.txt", "solver": "maillage", "seed": %d, "objective": 9, "proven": false, "cpu_s": 60}\n' "$seed"
    done
}
record 1 > before.jsonl
record 1.2 > slower.jsonl
record 0.5 > faster.jsonl
awk 'NR % 4 == 1 { sub(/1\.0/, "1.1") } 1' before.jsonl > noisy.jsonl
printf '{"step": "rows", "limit_min": 20, "threads": 1, "cpu_s": 1.5}\n{"job": "proof", "instructions": 1000000}\n' >> before.jsonl
printf '{"job": "proof", "instructions": 1090000}\n{"step": "rows", "limit_min": 20, "threads": 1, "cpu_s": 1.5}\n' >> slower.jsonl
for after in slower.jsonl faster.jsonl noisy.jsonl before.jsonl 'slower.jsonl --worse 25%'; do
    # shellcheck disable=SC2086
    maillage bench compare before.jsonl $after
    echo "code $?"
done
rm ./*.jsonl
