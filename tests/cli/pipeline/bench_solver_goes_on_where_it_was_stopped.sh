printf '2 2\n1 1\n1 1\n2 1 2\n' > small.txt
maillage bench solver small.txt --repeat 3 -o all.jsonl > /dev/null
head -n 2 all.jsonl > runs.jsonl.part
head -n 1 all.jsonl | cut -c1-40 | tr -d '\n' >> runs.jsonl.part
maillage bench solver small.txt --repeat 3 -o runs.jsonl > /dev/null
head -n 2 all.jsonl | cmp - <(head -n 2 runs.jsonl)
grep -c '"seed"' runs.jsonl
maillage bench solver small.txt --repeat 3 -o runs.jsonl
ls
rm -- *.*
