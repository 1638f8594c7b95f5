. "$SOURCE/tests/cli/launcher/stubs.bash"
stub apt-get 'echo "E: no network" >&2; exit 100'
ABSENT=meson launch version
echo "exit code: $?"
report
