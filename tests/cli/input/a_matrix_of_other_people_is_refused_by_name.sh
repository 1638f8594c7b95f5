inputs
maillage matrix build -q tiny.yaml -o times.mtt
sed -i "s/profile: car/matrix: times.mtt/; /roads:/d; /bound_min:/d" tiny.yaml
sed -i "s/^c5,780,[0-9.]*,/c5,780,3.1234,/" people.csv
maillage run tiny.yaml
