maillage run -x x.yaml
