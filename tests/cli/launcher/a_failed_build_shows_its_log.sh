. "$SOURCE/tests/cli/launcher/stubs.bash"
stub ninja 'echo "error: some mistake in the code"; exit 1'
launch version
echo "exit code: $?"
report
