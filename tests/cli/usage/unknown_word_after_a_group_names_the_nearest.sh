maillage matrix inof x.mtt
