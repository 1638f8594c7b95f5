inputs
maillage run -q tiny.yaml >/dev/null
sha256sum out/* >before
maillage run -q tiny.yaml; echo "exit code: $?"
sha256sum --quiet -c before && echo untouched
maillage run -q --overwrite tiny.yaml >/dev/null && echo overwritten; rm -r out before
