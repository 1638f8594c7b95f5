mkdir sub; cp "$DATA"/* sub; chmod u+w sub/*; sed -i 's|folder: out|folder: ../out\n  formats: [csv, svg]|' sub/tiny.yaml
maillage run sub/tiny.yaml 2>&1 >/dev/null | tail -1; rm -r sub
