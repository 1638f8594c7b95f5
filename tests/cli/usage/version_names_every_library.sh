maillage version --json | sed "s/: .*//"
