maillage run a.yaml b.yaml
