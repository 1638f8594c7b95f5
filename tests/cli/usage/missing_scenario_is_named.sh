maillage run nowhere.yaml; echo $?
maillage check nowhere.yaml
