maillage run --overwrite=yes x.yaml
