maillage matrix
