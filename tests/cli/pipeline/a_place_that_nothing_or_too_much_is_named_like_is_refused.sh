inputs
sed -i 's/Coucy/Bernes/' candidates.csv
maillage route tiny.yaml Doulens 02
maillage route tiny.yaml Bernes 04
maillage route tiny.yaml 200,50 04
