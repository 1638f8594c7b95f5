inputs
sed -i "s/^goals:/  new: {max: 2}\ngoals:/; s/fewest_sites/most_residents/" tiny.yaml
maillage run tiny.yaml
rm -r out
