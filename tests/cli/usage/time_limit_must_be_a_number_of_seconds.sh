maillage run --time-limit 10min x.yaml; echo $?
maillage run --time-limit=-1 x.yaml; echo $?
maillage run --time-limit nan x.yaml
