printf "maillage: 1\nname: \351t\351\n" > s.yaml
maillage check s.yaml
