maillage help run >a
maillage run --help >b
cmp a b && cat a; rm a b
