maillage plan show nowhere.json; echo $?
maillage verify nowhere.json
