inputs
maillage run -q tiny.yaml >/dev/null
maillage run tiny.yaml --overwrite >/dev/null
rm -r out
