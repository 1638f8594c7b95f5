inputs
for n in 1 2 8; do maillage run -q --threads $n --cache cache$n -o out$n tiny.yaml >/dev/null; done
for n in 2 8; do for f in out1/*; do cmp "$f" "out$n/${f##*/}"; done; cmp cache1/*.mtt cache$n/*.mtt; done && echo same
rm -r out? cache?
