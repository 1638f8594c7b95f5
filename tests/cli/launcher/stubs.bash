# For the launcher's cases: a copy of the launcher in a folder with a blank in its name, and stand-ins
# for everything that it calls, which write their calls into the file `calls`.
mkdir -p bin "a clone" elsewhere
cp "$SOURCE/maillage" "a clone/maillage"
export CALLS=$PWD/calls PATH=$PWD/bin:$PATH
: >calls

stub() {
    printf '#!/bin/bash\n%s\n' "$2" >"bin/$1"
    chmod +x "bin/$1"
}
stub dpkg-query 'shift 3
for name; do [[ " $ABSENT " == *" $name "* ]] || echo "installed $name"; done'
stub sudo 'exec "$@"'
stub apt-get 'echo "apt-get $*" >>"$CALLS"'
stub meson 'echo "meson ${*/#*"/a clone"/SOURCE}" >>"$CALLS"
[[ $1 != setup ]] || { cd "${@: -2:1}" && mkdir -p cli && touch build.ninja; }'
stub ninja 'echo "ninja ${*: -1}" >>"$CALLS"
cd "$2" && printf "%s\n" "#!/bin/bash" "pwd" "printf \"<%s>\" \"\$@\"; echo" >cli/maillage
chmod +x cli/maillage'
launch() { "$TMPDIR/a clone/maillage" "$@"; }
# What was called, and nothing left for the runner's list of files.
report() {
    cat "$CALLS"
    rm -rf "$TMPDIR"/*
}
