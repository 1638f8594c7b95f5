maillage plan report plan.json
