"""Counts the instructions of four fixed small jobs under valgrind's callgrind, which do not depend on
the machine's mood, and holds them against the record.

    instructions.py MAILLAGE SOURCE-FOLDER [RECORD]    compares with bench/results/instructions.jsonl
    instructions.py MAILLAGE SOURCE-FOLDER --renew     writes that record anew, after an intended
                                                       change: ninja -C build record-instructions

The record holds for one compiler, C library, valgrind and set of options only: where one of them
differs, the counts are printed and the comparison is skipped (exit code 77), saying so.
"""
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

SHARE = "5%"


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def machine(maillage):
    """What the counts depend on."""
    return {
        "compiler": json.loads(output_of(maillage, "version", "--json"))["compiler"],
        "libc": " ".join(platform.libc_ver()),
        "architecture": platform.machine(),
        "valgrind": output_of("valgrind", "--version").strip(),
        "options": os.environ.get("MAILLAGE_BUILD", "unknown"),
    }


def covering(path):
    """A set covering instance that is the same everywhere: a linear congruential generator's."""
    n_rows, n_cols, state = 45, 90, 7
    rows = [set() for _ in range(n_rows)]
    for row in rows:
        for _ in range(9):
            state = (6364136223846793005 * state + 1442695040888963407) % 2**64
            row.add((state >> 33) % n_cols + 1)
    rows = [sorted(row) for row in rows]
    costs = " ".join("1" for _ in range(n_cols))
    lists = "\n".join(f"{len(row)} {' '.join(map(str, row))}" for row in rows)
    path.write_text(f"{n_rows} {n_cols}\n{costs}\n{lists}\n")


def jobs(maillage, source, folder):
    demo = source / "scenarios/demo.yaml"
    subprocess.run([maillage, "run", "-q", demo, "--cache", folder / "plain", "-o", folder / "plan"],
                   check=True, stdout=subprocess.DEVNULL)
    covering(folder / "covering.txt")
    return {
        "read the demo's roads into a graph":
            ["network", "info", source / "datasets/demo/roads.osm.pbf"],
        "rows of the demo's matrix":
            ["matrix", "build", "-q", demo, "--threads", "1", "-o", folder / "again.mtt"],
        "prove a covering of 45 rows and 90 columns":
            ["bench", "solver", folder / "covering.txt"],
        "write the report of the demo's plan":
            ["plan", "report", "-q", folder / "plan/plan.json", "--threads", "1",
             "--cache", folder / "plain", "-o", folder / "again.html"],
    }


def instructions(maillage, folder, number, arguments):
    """Of the process and of those that it starts."""
    counts = folder / f"count-{number}"
    counts.mkdir()
    environment = dict(os.environ, OMP_NUM_THREADS="1", XDG_CACHE_HOME=str(folder / f"cache-{number}"))
    environment.pop("MALLOC_PERTURB_", None)  # of meson: filling memory costs instructions
    subprocess.run(["valgrind", "--quiet", "--tool=callgrind", "--error-exitcode=0",
                    f"--callgrind-out-file={counts}/%p", maillage, *arguments],
                   check=True, stdout=subprocess.DEVNULL, env=environment)
    return sum(int(re.search(r"^totals: (\d+)", file.read_text(), re.MULTILINE).group(1))
               for file in counts.iterdir())


def count_all(maillage, source, folder):
    work = jobs(maillage, source, folder)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        counted = pool.map(lambda item: instructions(maillage, folder, item[0], item[1]),
                           enumerate(work.values()))
        return [{"job": job, "instructions": count} for job, count in zip(work, counted)]


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def hold(maillage, here, counted, record):
    lines = [json.loads(line) for line in record.read_text().splitlines()]
    there = next(line["machine"] for line in lines if "machine" in line)
    differing = [f"{name}: recorded with '{there.get(name)}', here '{here[name]}'"
                 for name in here if there.get(name) != here[name]]
    for line in counted:
        print(f"{line['instructions']:>15,} {line['job']}")
    if differing:
        skip("the record does not hold here; " + "; ".join(differing))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as now:
        now.writelines(json.dumps(line) + "\n" for line in counted)
        now.flush()
        return subprocess.run([maillage, "bench", "compare", record, now.name, "--worse", SHARE],
                              check=False).returncode


def main(maillage, source, record=None):
    source = pathlib.Path(source)
    default = source / "bench/results/instructions.jsonl"
    try:
        here = machine(maillage)
    except FileNotFoundError:
        skip("valgrind is not there (the Debian package 'valgrind')")
    if "sanitize=none" not in here["options"]:
        skip("valgrind does not run programs built with sanitizers")
    with tempfile.TemporaryDirectory() as folder:
        counted = count_all(maillage, source, pathlib.Path(folder))
    if record == "--renew":
        default.write_text("".join(json.dumps(line) + "\n" for line in [{"machine": here}, *counted]))
        return 0
    return hold(maillage, here, counted, pathlib.Path(record) if record else default)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
