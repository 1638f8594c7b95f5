maillage run -q -v x.yaml
