. "$SOURCE/tests/cli/launcher/stubs.bash"
ln -s "a clone/maillage" link
./link version
report
