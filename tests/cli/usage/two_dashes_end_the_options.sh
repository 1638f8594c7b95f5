maillage run -- --json
