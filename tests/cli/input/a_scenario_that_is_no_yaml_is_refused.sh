echo "{[}" >broken.yaml
maillage run broken.yaml
