maillage run --threads two x.yaml; echo $?
maillage run --threads -1 x.yaml; echo $?
maillage run --threads 99999999999999999999 x.yaml
