maillage run --tim-limit 3 x.yaml
