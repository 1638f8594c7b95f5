inputs
maillage matrix build -q tiny.yaml -o times.mtt
sed -i "s/profile: car/matrix: times.mtt/; /roads:/d; /bound_min:/d; s/limit_min: 6.5/limit_min: 60/" tiny.yaml
maillage run tiny.yaml
