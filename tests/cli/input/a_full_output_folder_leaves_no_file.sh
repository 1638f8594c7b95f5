inputs
# A limit on file sizes stands for a full disk; it needs no right to mount one.
maillage matrix build -q tiny.yaml >/dev/null
trap '' XFSZ
ulimit -f 1
maillage run tiny.yaml
