maillage network info --profile foot
