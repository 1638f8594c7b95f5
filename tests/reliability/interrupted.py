"""Runs that are killed, starved or doubled leave whole files or none, and a rerun completes.

    interrupted.py MAILLAGE DATA-FOLDER

MAILLAGE_KILLS: how many runs are killed at random moments (12). TAP on stdout.
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

KILLS = int(os.environ.get("MAILLAGE_KILLS", "12"))
PATIENCE_S = 300


class Place:
    """A folder with the inputs, and what a run in it leaves."""

    def __init__(self, parent, name, maillage, data):
        self.folder = pathlib.Path(parent) / name
        shutil.copytree(data, self.folder)
        for path in self.folder.iterdir():
            path.chmod(0o644)
        self.maillage = maillage
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"), TMPDIR=str(parent))

    def start(self, *options, limit=None, output="out"):
        def before():
            if limit:
                resource.setrlimit(*limit)
        return subprocess.Popen([self.maillage, "run", "tiny.yaml", "--overwrite", "-q", "-o", output, *options],
                                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=before)

    def run(self, **limits):
        process = self.start(**limits)
        _, errors = process.communicate(timeout=PATIENCE_S)
        return process.returncode, errors.decode()

    def files(self, folder="out"):
        root = self.folder / folder
        return {path.name: path.read_bytes() for path in root.iterdir()
                if path.is_file() and not path.name.startswith(".")} if root.is_dir() else {}

    def hidden(self):
        return [str(path) for name in ("out", "cache") for path in (self.folder / name).rglob(".*")]


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


def differences(files, reference, whole):
    """What is there equals the reference; `whole`: and all of it is there."""
    wrong = [f"'{name}' is not the file of an undisturbed run" for name, text in files.items()
             if reference.get(name) != text]
    missing = [f"'{name}' is missing" for name in reference if whole and name not in files]
    return wrong + missing


def completes(place, reference):
    code, errors = place.run()
    problems = [f"a rerun ended with {code}: {errors}"] if code else []
    problems += differences(place.files(), reference, True)
    return problems + [f"left behind: {path}" for path in place.hidden()]


def killed(place, reference, seconds):
    chance = random.Random(20220101)
    problems = []
    for _ in range(KILLS):
        if chance.random() < 0.5:
            shutil.rmtree(place.folder / "cache", ignore_errors=True)
        process = place.start()
        time.sleep(chance.random() * 1.1 * seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE_S)
        problems += differences(place.files(), reference, False)
        problems += completes(place, reference)
    return problems


def starved(place, reference, limits):
    problems, refused = [], 0
    for limit in limits:
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        shutil.rmtree(place.folder / "out", ignore_errors=True)
        code, errors = place.run(limit=limit)
        refused += code != 0
        problems += differences(place.files(), reference, code == 0)
        if code == 1 and not errors.startswith("maillage: "):
            problems.append(f"an error without a message: {errors[:200]!r}")
    if not refused:
        problems.append("no limit was tight enough to matter")
    return problems + completes(place, reference)


def full_disk(place, reference):
    """None where a small disk cannot be mounted."""
    disk = place.folder / "out"
    shutil.rmtree(disk, ignore_errors=True)
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "maillage", str(disk)],
                      capture_output=True, check=False).returncode:
        return None
    try:
        code, errors = place.run()
        problems = differences(place.files(), reference, False)
        if code != 1 or "No space left" not in errors:
            problems.append(f"a full disk ended with {code}: {errors}")
        problems += [f"left behind: {path}" for path in disk.iterdir() if path.name.startswith(".")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    return problems + completes(place, reference)


def doubled(place, reference):
    shutil.rmtree(place.folder / "cache", ignore_errors=True)
    both = [place.start(output=f"out-{i}") for i in range(2)]
    problems = []
    for i, process in enumerate(both):
        _, errors = process.communicate(timeout=PATIENCE_S)
        if process.returncode:
            problems.append(f"one of two runs ended with {process.returncode}: {errors.decode()}")
        problems += differences(place.files(f"out-{i}"), reference, True)
    return problems + [f"left behind: {path}" for path in place.hidden()]


def vanished(place, reference, seconds):
    """An input goes away in the middle of a run."""
    problems = []
    for part in (0.05, 0.2, 0.5):
        shutil.rmtree(place.folder / "cache", ignore_errors=True)
        shutil.rmtree(place.folder / "out", ignore_errors=True)
        process = place.start()
        time.sleep(part * seconds)
        for name in ("people.csv", "tiny.osm"):
            (place.folder / name).rename(place.folder / (name + ".away"))
        _, errors = process.communicate(timeout=PATIENCE_S)
        for name in ("people.csv", "tiny.osm"):
            (place.folder / (name + ".away")).rename(place.folder / name)
        problems += differences(place.files(), reference, process.returncode == 0)
        if process.returncode not in (0, 1, 2):
            problems.append(f"ended with {process.returncode}: {errors.decode()}")
        problems += completes(place, reference)
    return problems


def main(maillage, data):
    maillage = str(pathlib.Path(maillage).resolve())
    sanitized = "sanitize" in os.environ.get("MAILLAGE_BUILD", "")
    report = Report(6)
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        place = Place(parent, "work", maillage, data)
        begin = time.monotonic()
        code, errors = place.run()
        seconds = time.monotonic() - begin
        reference = place.files()
        if code or "plan.json" not in reference:
            sys.exit(f"the undisturbed run ended with {code}: {errors}")
        report.tell(f"{KILLS} runs killed at random moments leave whole files, and a rerun completes",
                    killed(place, reference, seconds))
        claim = "too little memory gives a whole plan or none"
        if sanitized:
            report.skip(claim, "a sanitizer reserves terabytes of addresses")
        else:
            sizes = [(resource.RLIMIT_AS, (mib << 20, mib << 20)) for mib in (60, 100, 140, 180, 220, 300)]
            report.tell(claim, starved(place, reference, sizes))
        sizes = [(resource.RLIMIT_FSIZE, (size, size)) for size in (1, 700, 3000, 60000)]
        report.tell("a limit on the size of files gives a whole plan or none", starved(place, reference, sizes))
        problems = full_disk(place, reference)
        claim = "a full disk is told and leaves nothing"
        if problems is None:
            report.skip(claim, "only root can mount a small disk")
        else:
            report.tell(claim, problems)
        report.tell("two runs at once over one cache do not harm each other", doubled(place, reference))
        report.tell("an input that vanishes in the middle of a run does no harm",
                    vanished(place, reference, seconds))
    sys.exit(report.failed)


main(*sys.argv[1:])
