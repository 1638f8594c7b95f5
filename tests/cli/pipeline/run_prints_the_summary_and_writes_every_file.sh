inputs
maillage run tiny.yaml
