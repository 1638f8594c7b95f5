inputs
maillage bench network tiny.yaml --minutes 5 --repeat 3 --threads 2 | cut -c1-43
maillage bench network tiny.yaml --minutes 5 -o steps.jsonl > /dev/null
grep -c '"cpu_s"' steps.jsonl
