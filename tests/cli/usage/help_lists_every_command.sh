maillage help
