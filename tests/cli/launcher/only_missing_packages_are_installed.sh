. "$SOURCE/tests/cli/launcher/stubs.bash"
export ABSENT="meson libglpk-dev"
launch version >/dev/null
report
