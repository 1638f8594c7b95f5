inputs
maillage check tiny.yaml
