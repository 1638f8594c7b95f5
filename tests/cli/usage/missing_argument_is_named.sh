maillage run; echo $?
maillage matrix info; echo $?
maillage verify
