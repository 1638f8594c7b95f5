. "$SOURCE/tests/cli/launcher/stubs.bash"
launch version >/dev/null
: >calls
launch version
report
