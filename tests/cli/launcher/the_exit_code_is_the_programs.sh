. "$SOURCE/tests/cli/launcher/stubs.bash"
stub ninja 'cd "$2" && printf "#!/bin/bash\nexit 3\n" >cli/maillage && chmod +x cli/maillage'
launch run 2>/dev/null
echo "exit code: $?"
report
