head -c 100000000 /dev/zero | tr "\0" a >huge.yaml
maillage run huge.yaml
code=$?; rm huge.yaml; exit $code
