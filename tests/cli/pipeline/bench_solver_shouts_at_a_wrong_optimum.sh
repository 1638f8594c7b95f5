printf '2 2\n1 1\n1 1\n2 1 2\n' > small.txt
printf 'file,problem,rows,columns,best_known,proven\nsmall.txt,set covering,2,2,2,yes\n' > known.csv
maillage bench solver small.txt --known known.csv > /dev/null
code=$?
rm small.txt known.csv
exit $code
