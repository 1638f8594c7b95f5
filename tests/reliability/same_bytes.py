"""The same bytes on any number of threads and from any build, and the same plan for any order of the rows.

    same_bytes.py MAILLAGE SOURCE-FOLDER

MAILLAGE_OTHER: another build of the program, such as one by clang, whose files must be the same. TAP on stdout.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile


def prepare(parent, source):
    """The demo region, with a scenario that writes every kind of file."""
    folder = pathlib.Path(parent) / "scenarios"
    folder.mkdir()
    shutil.copytree(source / "datasets" / "demo", pathlib.Path(parent) / "datasets" / "demo")
    text = (source / "scenarios" / "demo.yaml").read_text()
    (folder / "demo.yaml").write_text(text.replace("[json, gpkg, geojson, csv, html, proof]",
                                                   "[json, gpkg, geojson, csv, svg, html, proof]"))
    return folder


def run(maillage, folder, output, threads):
    """The files of a run and of its matrix."""
    cache = folder / f"cache-{output}"
    done = subprocess.run([maillage, "run", "demo.yaml", "-q", "-o", output, "--threads", str(threads),
                           "--cache", str(cache)], cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        sys.exit(f"the run '{output}' ended with {done.returncode}: {done.stderr}")
    return {path.name: path.read_bytes() for place in (folder / output, cache) for path in place.iterdir()}


def differences(one, other):
    return [f"'{name}' differs" for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def shuffle(folder):
    chance = random.Random(7)
    for name in ("people.csv", "candidates.csv", "sites.csv"):
        path = folder.parent / "datasets" / "demo" / name
        header, *rows = path.read_text().splitlines()
        chance.shuffle(rows)
        path.write_text("\n".join([header, *rows]) + "\n")


def answer(files):
    """What a plan says, without the hashes of what it was made from."""
    plan = json.loads(files["plan.json"])
    del plan["inputs"]
    for goal in plan["goals"]:
        goal["certificate"] = None
    return plan


def main(maillage, source):
    maillage = str(pathlib.Path(maillage).resolve())
    other = os.environ.get("MAILLAGE_OTHER")
    print("1..3", flush=True)
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        folder = prepare(parent, pathlib.Path(source))
        first = run(maillage, folder, "one", 1)
        claims = [("two and eight threads give the bytes of one",
                   differences(first, run(maillage, folder, "two", 2))
                   + differences(first, run(maillage, folder, "eight", 8)))]
        claims.append(("another build gives the same bytes", differences(first, run(other, folder, "other", 1)))
                      if other else ("another build gives the same bytes # SKIP MAILLAGE_OTHER names none", []))
        shuffle(folder)
        claims.append(("any order of the rows gives the same plan",
                       [] if answer(run(maillage, folder, "shuffled", 2)) == answer(first) else ["the plan differs"]))
    for number, (claim, problems) in enumerate(claims, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {claim}")
        for problem in problems:
            print(f"# {problem}")
    sys.exit(any(problems for _, problems in claims))


main(*sys.argv[1:])
