mkdir "a place" elsewhere; cp "$DATA"/* "a place"; cd elsewhere
maillage run -q "../a place/tiny.yaml" -o here >/dev/null; ls here ; cd ..; rm -r elsewhere "a place"
