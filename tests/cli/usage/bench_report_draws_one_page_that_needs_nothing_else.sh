printf '{"instance": "a&b", "solver": "<script>", "seed": 1, "objective": 7, "proven": true, "cpu_s": 1, "time_limit_s": 10, "points": [[0.5, 8, 6], [1, 7, 7]]}\n' > runs.jsonl
printf '{"instance": "a&b", "solver": "slow", "seed": 1, "objective": 14, "proven": false, "cpu_s": 10, "time_limit_s": 10, "points": []}\n' >> runs.jsonl
printf '{"step": "rows", "limit_min": 20, "threads": 1, "cpu_s": 1.5}\n' > steps.jsonl
maillage bench report runs.jsonl steps.jsonl -o page.html
grep -c '<svg' page.html
grep -o '<tr><td>[^/]*</td><td>1</td><td>[01]</td><td>[0-9.]*</td><td>[0-9.]*</td>' page.html
grep -ci '<script\|http:\|https:\|src=' page.html
maillage bench report runs.jsonl -o page.html
maillage bench report runs.jsonl
printf '{"a": 1}\n' > other.jsonl
maillage bench report other.jsonl -o other.html
ls
rm ./*.jsonl page.html
