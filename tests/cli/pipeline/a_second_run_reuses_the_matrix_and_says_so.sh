inputs
maillage run -q tiny.yaml >/dev/null
maillage run tiny.yaml --overwrite | tail -n 0
rm -r out
