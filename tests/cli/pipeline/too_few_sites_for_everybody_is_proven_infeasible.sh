inputs
sed -i "s/^goals:/  new: {max: 1}\ngoals:/" tiny.yaml
maillage run tiny.yaml
