. "$SOURCE/tests/cli/launcher/stubs.bash"
mkdir -p "a clone/build/meson-private"
launch version >/dev/null
report
