inputs
maillage route tiny.yaml c12 Bernes
maillage route tiny.yaml Bernes c11
