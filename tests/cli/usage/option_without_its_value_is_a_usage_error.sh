maillage run x.yaml --threads
