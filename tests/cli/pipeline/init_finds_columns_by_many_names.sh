inputs
show() {
    echo "== $1"
    maillage init -q --roads tiny.osm --people "$1" --candidates candidates.csv -o region.yaml --overwrite || return
    sed -n '/^people:/,/^$/p' region.yaml
    maillage check region.yaml 2>&1 | grep -E "^people: |in order|maillage:|hint:"
}
printf 'Code;Nom commune;Population totale;X_L93;Y_L93\n1;Aubigny;10,5;700072,00;6989150,50\n2;Bernes;7;702000;6989150,5\n' >insee.csv
show insee.csv
printf 'identifiant\tLibellé\tnb_habitants\tLatitude\tLongitude\n1\tAubigny\t10\t50,001\t3,001\n' >excel.csv
show excel.csv
printf 'gid,pop,y_wgs84,x_wgs84\n1,10,50.001,3.001\n' >degrees.csv
show degrees.csv
printf 'GRD_ID,OBS_VALUE_T\nCRS3035RES1000mN3011000E3820000,12\n' >eurostat.csv
show eurostat.csv
printf 'id;libell\351;population;lat;lon\n1;A;10;50.001;3.001\n' >latin1.csv
show latin1.csv
printf 'id,population,lat,lon\n1,"10,5",50.001,3.001\n' >comma.csv
show comma.csv
printf 'name;population;geo_point_2d\nA;10;"50.001, 3.001"\n' >nowhere.csv
show nowhere.csv
rm -f region.yaml ./*.csv
