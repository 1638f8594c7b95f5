set -m # otherwise bash lets what runs in the background ignore SIGINT
exec 2>errors
python3 "$SOURCE/tests/cli/grid_town.py" 40
"$MAILLAGE" run -v grid.yaml >summary 2>log &
pid=$!
until grep -q "covering everybody" log; do
    kill -0 $pid 2>/dev/null || break
    sleep 0.1
done
sleep 2
kill -INT $pid
wait $pid
code=$?
grep -o '"ended": "[^"]*"' out/plan.json | sort -u
grep -o '"proven": [a-z]*' out/plan.json | sort -u
maillage verify -q out/plan.json && echo "verified"
rm -r ./*
exit $code
