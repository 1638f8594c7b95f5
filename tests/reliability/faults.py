"""Every allocation and every write of ours may fail: no crash, no leak, no half file, no wrong plan.

    faults.py FAILING-MAILLAGE DATA-FOLDER

FAILING-MAILLAGE is the program with faults inside (failing.c). MAILLAGE_FAULTS: how many of the calls
of each command fail in turn, spread over the whole run (15); 0 = all of them. TAP on stdout.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FAULTS = int(os.environ.get("MAILLAGE_FAULTS", "15"))
COMMANDS = {
    "run": "run tiny.yaml --overwrite -q --threads 1 --cache cache -o out",
    "verify": "verify good/plan.json -q",
    "compare": "compare good/plan.json good/plan.json -q --cache kept",
    "explain": "explain good/plan.json Bernes -q --cache kept",
    "check": "check tiny.yaml -q",
    "init": "init --roads tiny.osm --people people.csv -o first.yaml --candidates candidates.csv --overwrite -q",
}


def call(maillage, folder, command, environment):
    done = subprocess.run([maillage, *command.split()], cwd=folder, capture_output=True, timeout=120, check=False,
                          stdin=subprocess.DEVNULL, env=dict(os.environ, OMP_NUM_THREADS="1", **environment))
    return done.returncode, done.stderr.decode("utf-8", "replace")


def count_calls(maillage, folder, command):
    shutil.rmtree(folder / "cache", ignore_errors=True)
    code, errors = call(maillage, folder, command, {"MAILLAGE_COUNT": str(folder / "calls")})
    if code:
        sys.exit(f"'{command}' ended with {code}: {errors}")
    return int((folder / "calls").read_text())


def files(folder, name):
    root = folder / name
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()} if root.is_dir() else {}


def problems_of(maillage, folder, command, number, good):
    """A fault in something that is only kept for later (an order, a hint) may leave the result whole."""
    for name in ("cache", "out"):
        shutil.rmtree(folder / name, ignore_errors=True)
    code, errors = call(maillage, folder, command, {"MAILLAGE_FAIL_AT": str(number)})
    found = []
    if code not in (0, 1):
        found.append(f"fault {number}: ended with {code}: {errors[-300:]!r}")
    if code == 1 and not errors.startswith("maillage: "):
        found.append(f"fault {number}: an error without a message: {errors[-300:]!r}")
    for name, text in files(folder, "out").items():
        if name.startswith(".") or text != good.get(name):
            found.append(f"fault {number}: '{name}' is not the file of an undisturbed run")
    return found


def main(maillage, data):
    maillage = str(pathlib.Path(maillage).resolve())
    print(f"1..{len(COMMANDS)}")
    failed = False
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        folder = pathlib.Path(parent) / "work"
        shutil.copytree(data, folder)
        call(maillage, folder, "run tiny.yaml -q --threads 1 --cache kept -o good", {})
        good = files(folder, "good")
        if "plan.json" not in good:
            sys.exit("the undisturbed run wrote no plan")
        for number, (name, command) in enumerate(COMMANDS.items(), 1):
            calls = count_calls(maillage, folder, command)
            step = max(1, calls // FAULTS) if FAULTS else 1
            found = []
            for fault in range(1, calls + 1, step):
                found += problems_of(maillage, folder, command, fault, good)
            failed = failed or bool(found)
            print(f"{'not ok' if found else 'ok'} {number} - {name}: {len(range(1, calls + 1, step))} of "
                  f"{calls} calls fail in turn")
            for problem in found[:20]:
                print(f"# {problem}")
            sys.stdout.flush()
    sys.exit(failed)


main(*sys.argv[1:])
