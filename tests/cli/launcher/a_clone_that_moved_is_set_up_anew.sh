. "$SOURCE/tests/cli/launcher/stubs.bash"
launch version >/dev/null
mkdir moved && mv "a clone" moved/ && cd moved
"$PWD/a clone/maillage" version
cd ..
report
