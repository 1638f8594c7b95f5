. "$SOURCE/tests/cli/launcher/stubs.bash"
stub ninja 'echo begin >>"$CALLS"; sleep 0.3; echo end >>"$CALLS"
cd "$2" && printf "#!/bin/bash\n" >cli/maillage && chmod +x cli/maillage'
launch one 2>/dev/null & launch two 2>/dev/null & wait
report
