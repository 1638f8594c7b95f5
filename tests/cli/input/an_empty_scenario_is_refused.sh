: >empty.yaml
maillage run empty.yaml
