maillage verfy plan.json
