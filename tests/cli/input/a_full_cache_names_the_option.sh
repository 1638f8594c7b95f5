inputs
# A limit on file sizes stands for a full disk; it needs no right to mount one.
trap '' XFSZ
ulimit -f 0
maillage run tiny.yaml --cache kept
