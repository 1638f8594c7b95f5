maillage help verfy
