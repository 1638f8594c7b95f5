. "$SOURCE/tests/cli/launcher/stubs.bash"
cd elsewhere && launch run "a scenario.yaml" --threads 2
report
