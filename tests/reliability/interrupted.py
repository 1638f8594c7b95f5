"""Runs that are killed, starved or doubled leave whole files or none, and a rerun completes.

    interrupted.py MAILLAGE DATA-FOLDER

MAILLAGE_KILLS: how many runs of each command are killed at random moments (5). TAP on stdout.
"""
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KILLS = int(os.environ.get("MAILLAGE_KILLS", "5"))
PATIENCE_S = 300
COMMANDS = {
    "run": "run tiny.yaml --overwrite -q",
    "matrix": "matrix build tiny.yaml --overwrite -q",
    "compare": "compare good/plan.json good/plan.json --overwrite -q",
}
OUTPUT = {"run": "out", "matrix": "out/car.mtt", "compare": "out/minutes.gpkg"}
NOBODY = 65534


class Place:
    """A folder with the inputs, and what a command in it leaves."""

    def __init__(self, parent, name, maillage, data):
        self.folder = pathlib.Path(parent) / name
        shutil.copytree(data, self.folder)
        for path in self.folder.iterdir():
            path.chmod(0o644)
        self.maillage = maillage
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"), TMPDIR=str(parent))

    def start(self, name="run", limit=None, output=None, user=None):
        def before():
            if limit:
                resource.setrlimit(*limit)
        (self.folder / "out").mkdir(exist_ok=True)
        return subprocess.Popen([self.maillage, *COMMANDS[name].split(), "-o", output or OUTPUT[name]],
                                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, user=user,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=before)

    def run(self, name="run", **limits):
        process = self.start(name, **limits)
        _, errors = process.communicate(timeout=PATIENCE_S)
        return process.returncode, errors.decode()

    def files(self, folder="out"):
        root = self.folder / folder
        return {path.name: path.read_bytes() for path in root.iterdir()
                if path.is_file() and not path.name.startswith(".")} if root.is_dir() else {}

    def hidden(self):
        return [str(path) for name in ("out", "cache") for path in (self.folder / name).rglob(".*")]

    def clear(self, *names):
        for name in names:
            shutil.rmtree(self.folder / name, ignore_errors=True)


class Undisturbed:
    """What a command leaves when nothing happens to it, and how long it takes."""

    def __init__(self, place, name):
        self.name = name
        place.clear("out")
        begin = time.monotonic()
        code, errors = place.run(name)
        self.seconds = time.monotonic() - begin
        self.files = place.files()
        if code or not self.files:
            sys.exit(f"the undisturbed '{name}' ended with {code}: {errors}")

    def differences(self, files, whole):
        """What is there equals the undisturbed files; `whole`: and all of it is there."""
        wrong = [f"'{name}' is not the file of an undisturbed run" for name, text in files.items()
                 if self.files.get(name) != text]
        return wrong + [f"'{name}' is missing" for name in self.files if whole and name not in files]

    def completes(self, place):
        code, errors = place.run(self.name)
        problems = [f"a rerun ended with {code}: {errors}"] if code else []
        problems += self.differences(place.files(), True)
        return problems + [f"left behind: {path}" for path in place.hidden()]


class Report:
    def __init__(self, claims):
        self.number = 0
        self.failed = False
        print(f"1..{claims}", flush=True)

    def tell(self, claim, problems):
        self.number += 1
        self.failed = self.failed or bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.number} - {claim}")
        for problem in problems[:10]:
            print(f"# {problem}")
        sys.stdout.flush()

    def skip(self, claim, why):
        self.number += 1
        print(f"ok {self.number} - {claim} # SKIP {why}", flush=True)

    def tell_unless_none(self, claim, problems, why):
        if problems is None:
            self.skip(claim, why)
        else:
            self.tell(claim, problems)


def killed(place, good):
    chance = random.Random(20220101)
    problems = []
    for _ in range(KILLS):
        place.clear(*chance.choice((["cache"], ["out"], ["cache", "out"], [])))
        process = place.start(good.name)
        time.sleep(chance.random() * 1.1 * good.seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE_S)
        problems += good.differences(place.files(), False)
        problems += good.completes(place)
    return problems


def says_what_to_do(errors):
    """Where a library has its own last word, there is no more to say."""
    if errors.startswith("maillage: ") and "hint: " not in errors:
        return [f"an error without advice: {errors[:300]!r}"]
    return []


def starved(place, good, limits):
    problems, refused = [], 0
    for limit in limits:
        place.clear("cache", "out")
        code, errors = place.run(good.name, limit=limit)
        refused += code != 0
        problems += good.differences(place.files(), code == 0)
        if code == 1 and not errors.startswith("maillage: "):
            problems.append(f"an error without a message: {errors[:200]!r}")
        problems += says_what_to_do(errors)
    if not refused:
        problems.append("no limit was tight enough to matter")
    return problems + good.completes(place)


def small_files(place, good):
    problems = []
    for size in (1, 700, 3000, 60000):
        place.clear("cache", "out")
        code, errors = place.run(good.name, limit=(resource.RLIMIT_FSIZE, (size, size)))
        problems += good.differences(place.files(), code == 0)
        if code != 1 or "File too large" not in errors or "hint: " not in errors:
            problems.append(f"{size} bytes ended with {code}: {errors[:300]!r}")
    return problems + good.completes(place)


def full_disk(place, good, name):
    """None where a small disk cannot be mounted."""
    disk = place.folder / name
    place.clear("out", "cache")
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "maillage", str(disk)],
                      capture_output=True, check=False).returncode:
        return None
    try:
        (disk / "ballast").write_bytes(bytes(1 << 16))
        code, errors = place.run(good.name)
        (disk / "ballast").unlink()
        problems = good.differences(place.files(), False)
        if code != 1 or "No space left" not in errors:
            problems.append(f"a full disk ended with {code}: {errors}")
        problems += says_what_to_do(errors)
        problems += [f"left behind: {path}" for path in disk.rglob("*") if path.name.startswith(".")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    return problems + good.completes(place)


def doubled(place, good, kill):
    """Two at once over one cache; kill: the first one dies on the way."""
    place.clear("cache")
    both = [place.start(output=f"out-{i}") for i in range(2)]
    if kill:
        time.sleep(0.5 * good.seconds)
        both[0].send_signal(signal.SIGKILL)
    problems = []
    for i, process in enumerate(both):
        _, errors = process.communicate(timeout=PATIENCE_S)
        dead = kill and i == 0
        if process.returncode and not dead:
            problems.append(f"one of two runs ended with {process.returncode}: {errors.decode()}")
        problems += good.differences(place.files(f"out-{i}"), not dead)
    place.clear("out-0", "out-1")
    return problems + good.completes(place)


def disturbed(place, good, disturb, mend, user=None):
    """Something happens to the inputs in the middle of a run."""
    problems = []
    for part in (0.05, 0.2, 0.5):
        place.clear("cache", "out")
        (place.folder / "out").mkdir()
        if user is not None:
            for path in (place.folder, *place.folder.rglob("*")):
                os.chown(path, user, user)
        process = place.start(good.name, user=user)
        time.sleep(part * good.seconds)
        for path in (place.folder / "people.csv", place.folder / "tiny.osm"):
            disturb(path)
        _, errors = process.communicate(timeout=PATIENCE_S)
        for path in (place.folder / "people.csv", place.folder / "tiny.osm"):
            mend(path)
        problems += good.differences(place.files(), process.returncode == 0)
        if process.returncode not in (0, 1, 2):
            problems.append(f"ended with {process.returncode}: {errors.decode()}")
        if process.returncode and not errors.startswith(b"maillage: "):
            problems.append(f"an error without a message: {errors.decode()[:200]!r}")
        problems += good.completes(place)
    return problems


def vanished(place, good):
    return disturbed(place, good, lambda path: path.rename(f"{path}.away"),
                     lambda path: pathlib.Path(f"{path}.away").rename(path))


def unreadable(place, good):
    """Only root can run it as somebody whom a permission stops; None: it cannot be done here."""
    if os.geteuid() != 0:
        return None
    (place.folder.parent).chmod(0o755)
    if subprocess.run([place.maillage, "version"], capture_output=True, check=False, user=NOBODY).returncode:
        return None
    problems = disturbed(place, good, lambda path: path.chmod(0), lambda path: path.chmod(0o644), NOBODY)
    for path in (place.folder, *place.folder.rglob("*")):
        os.chown(path, 0, 0)
    return problems


def main(maillage, data):
    maillage = str(pathlib.Path(maillage).resolve())
    sanitized = "sanitize" in os.environ.get("MAILLAGE_BUILD", "")
    report = Report(len(COMMANDS) + 8)
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        place = Place(parent, "work", maillage, data)
        code, errors = place.run(output="good")
        if code:
            sys.exit(f"the undisturbed run ended with {code}: {errors}")
        good = {name: Undisturbed(place, name) for name in COMMANDS}
        for name in COMMANDS:
            place.clear("out", "cache")
            report.tell(f"{name}: {KILLS} killed at random moments leave whole files, and a rerun completes",
                        killed(place, good[name]))
        place.clear("out")
        claim = "too little memory gives a whole plan or none, and advice"
        if sanitized:
            report.skip(claim, "a sanitizer reserves terabytes of addresses")
        else:
            sizes = [(resource.RLIMIT_AS, (mib << 20, mib << 20)) for mib in (60, 140, 180, 190, 200, 220, 300)]
            report.tell(claim, starved(place, good["run"], sizes))
        report.tell("a limit on the size of files is told and leaves nothing", small_files(place, good["run"]))
        for name in ("out", "cache"):
            report.tell_unless_none(f"a full disk below '{name}' is told and leaves nothing",
                                    full_disk(place, good["run"], name), "only root can mount a small disk")
        report.tell("two runs at once over one cache do not harm each other", doubled(place, good["run"], False))
        report.tell("one of two that is killed does not stop the other", doubled(place, good["run"], True))
        report.tell("an input that vanishes in the middle of a run does no harm", vanished(place, good["run"]))
        report.tell_unless_none("an input that cannot be read any more in the middle of a run does no harm",
                                unreadable(place, good["run"]), "only root can run it as somebody else")
    sys.exit(report.failed)


main(*sys.argv[1:])
