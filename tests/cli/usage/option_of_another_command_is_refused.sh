maillage check --json x.yaml
