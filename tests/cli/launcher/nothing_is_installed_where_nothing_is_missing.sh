. "$SOURCE/tests/cli/launcher/stubs.bash"
stub sudo 'echo "sudo was asked" >>"$CALLS"; exit 1'
launch version >/dev/null
report
