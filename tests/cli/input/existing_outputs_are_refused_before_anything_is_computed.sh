inputs
mkdir out; echo mine >out/plan.json
maillage run tiny.yaml
code=$?; cat out/plan.json; ls cache 2>&1; exit $code
