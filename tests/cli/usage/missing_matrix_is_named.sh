maillage matrix info nowhere.mtt
