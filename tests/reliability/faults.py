"""Every allocation and every write of ours may fail: no crash, no leak, no half file, no wrong plan.

    faults.py FAILING-MAILLAGE DATA-FOLDER [COMMAND…]

FAILING-MAILLAGE is the program with faults inside (failing.c). MAILLAGE_FAULTS: how many of the calls
of each command fail in turn, spread over the whole run (8); 0 = all of them. In a build with the address
sanitizer leaks end the program with another code. TAP on stdout.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FAULTS = int(os.environ.get("MAILLAGE_FAULTS", "8"))
COMMANDS = {
    "run": "run tiny.yaml --overwrite -q --threads 1 --cache cache -o out",
    "matrix build": "matrix build tiny.yaml --overwrite -q --threads 1 --cache cache -o out/car.mtt",
    "verify": "verify good/plan.json -q --proof --threads 1",
    "compare": "compare good/plan.json good/plan.json -q --cache kept --overwrite -o out/compared.csv",
    "explain": "explain good/plan.json Bernes -q --cache kept",
    "plan report": "plan report good/plan.json -q --cache kept --overwrite -o out/report.html",
    "plan map": "plan map good/plan.json -q --cache kept --overwrite -o out/map.svg",
    "model export": "model export tiny.yaml -q --cache kept --overwrite -o out/model.mps",
    "sweep": "sweep tiny.yaml -q --threads 1 --cache kept --vary travel.limit_min=6,8 -o out",
    "reach": "reach tiny.yaml Bernes -q --overwrite -o out/reach.csv",
    "route": "route tiny.yaml Bernes Doullens -q --overwrite -o out/way.geojson",
    "check": "check tiny.yaml -q",
    "init": "init --roads tiny.osm --people people.csv -o out/first.yaml --candidates candidates.csv --overwrite -q",
}


class Place:
    """A folder with the inputs, a plan of them, and what the commands leave there."""

    def __init__(self, parent, maillage, data):
        self.folder = pathlib.Path(parent) / "work"
        self.maillage = maillage
        shutil.copytree(data, self.folder)
        code, errors, _ = self.call("run tiny.yaml -q --threads 1 --cache kept -o good")
        if code:
            sys.exit(f"the undisturbed run ended with {code}: {errors}")

    def call(self, command, **environment):
        done = subprocess.run([self.maillage, *command.split()], cwd=self.folder, capture_output=True, timeout=120,
                              check=False, stdin=subprocess.DEVNULL,
                              env=dict(os.environ, OMP_NUM_THREADS="1", **environment))
        return done.returncode, done.stderr.decode("utf-8", "replace"), done.stdout

    def clear(self):
        for name in ("cache", "out"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / "out").mkdir()

    def files(self):
        return {str(path.relative_to(self.folder / "out")): path.read_bytes()
                for path in (self.folder / "out").rglob("*") if path.is_file()}

    def leftovers(self):
        return [path for name in ("out", "cache", "good", "kept") for path in (self.folder / name).rglob(".*")]


def without_certificate(text):
    """Memory that ends while a proof is written down costs the proof, and not the plan."""
    plan = json.loads(text)
    for goal in plan["goals"]:
        goal["certificate"], goal["certified"] = None, False
    return plan


def is_right(name, text, good):
    if text == good.get(name):
        return True
    return name.endswith("plan.json") and without_certificate(text) == without_certificate(good[name])


def problems_of(place, command, number, good, printed):
    """A fault in something that is only kept for later (an order, a hint) may leave the result whole."""
    place.clear()
    code, errors, output = place.call(command, MAILLAGE_FAIL_AT=str(number))
    found = []
    if code not in (0, 1):
        found.append(f"ended with {code}: {errors[-300:]!r}")
    if code == 1 and "maillage: " not in errors and "hint: " not in errors:  # a part of it may be what failed
        found.append(f"an error without a message: {errors[-300:]!r}")
    if code == 0 and output != printed and b"floating point" not in output:
        found.append(f"printed something else: {output[-300:]!r}")
    files = place.files()
    for name, text in files.items():
        if code == 1 and name == "table.csv":
            continue  # of a sweep: it says what failed, and the next one goes on with that
        if name.split("/")[-1].startswith(".") or not is_right(name, text, good):
            found.append(f"'{name}' is not the file of an undisturbed run")
    if code == 0:
        found += [f"'{name}' is missing" for name in good if name not in files and "proof" not in name]
    found += [f"left behind: {path}" for path in place.leftovers()]
    return [f"fault {number}: {what}" for what in found]


def faults_of(place, command):
    """How many calls fail in turn, how many there are, and what went wrong."""
    place.clear()
    count = place.folder / "calls"
    code, errors, printed = place.call(command, MAILLAGE_COUNT=str(count))
    if code:
        return 0, 0, [f"the undisturbed command ended with {code}: {errors}"]
    calls, good = int(count.read_text()), place.files()
    chosen = range(1, calls + 1, max(1, calls // FAULTS) if FAULTS else 1)
    return len(chosen), calls, [problem for number in chosen
                                for problem in problems_of(place, command, number, good, printed)]


def main(maillage, data, *names):
    commands = {name: COMMANDS[name] for name in names or COMMANDS}
    print(f"1..{len(commands)}", flush=True)
    failed = False
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        place = Place(parent, str(pathlib.Path(maillage).resolve()), data)
        for number, (name, command) in enumerate(commands.items(), 1):
            chosen, calls, found = faults_of(place, command)
            failed = failed or bool(found)
            print(f"{'not ok' if found else 'ok'} {number} - {name}: {chosen} of {calls} calls fail in turn")
            for problem in found[:20]:
                print(f"# {problem}")
            sys.stdout.flush()
    sys.exit(failed)


main(*sys.argv[1:])
