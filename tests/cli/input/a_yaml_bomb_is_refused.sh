echo "a: &a [x, x, x, x, x, x, x, x, x]" >bomb.yaml
for i in b c d e f g h i; do echo "$i: &$i [*a, *a, *a, *a, *a, *a, *a, *a, *a]"; done | sed "s/x/y/" >>bomb.yaml
maillage run bomb.yaml
