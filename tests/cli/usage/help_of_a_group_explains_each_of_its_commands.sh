maillage help matrix | grep usage
