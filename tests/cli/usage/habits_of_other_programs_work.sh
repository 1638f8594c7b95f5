[[ $(maillage --version) == "$(maillage version)" ]] && [[ $(maillage --help) == "$(maillage help)" ]] && echo same
