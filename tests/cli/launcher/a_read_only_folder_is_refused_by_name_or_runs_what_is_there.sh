. "$SOURCE/tests/cli/launcher/stubs.bash"
if ((EUID == 0)); then
    echo "SKIP: root may write everywhere"
else
    chmod a-w "a clone"
    launch version
    echo "exit code: $?"
    chmod u+w "a clone"
    launch version >/dev/null 2>&1
    chmod a-w "a clone"
    launch version
    chmod u+w "a clone"
fi
report
