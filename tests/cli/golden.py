"""Golden tests of the command line.

    golden.py [--rewrite] MAILLAGE FOLDER

Each FOLDER/NAME.sh runs in an empty folder of its own; what it prints, its exit code and the files
that it leaves are compared with FOLDER/NAME.expected. NAME is the claim that is tested; --rewrite
writes the expectations anew. In the scripts `maillage` is the program, $DATA the folder of the
shared inputs; a copy of a scenario there runs on them: `scenario tiny.yaml`.
"""
import argparse
import difflib
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

PATIENCE_S = 300
HERE = pathlib.Path(__file__).resolve().parent
PRELUDE = """
maillage() { "$MAILLAGE" "$@"; }
# Copies the shared inputs here, so that a case may spoil one of them.
inputs() { cp "$DATA"/* .; chmod u+w ./*; }
"""
# What differs from run to run or from machine to machine.
VOLATILE = [
    (re.compile(r"\b\d+(\.\d+)? s\b"), "N s"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "SHA256"),
    (re.compile(r"\b[0-9a-f]{32}\.mtt\b"), "HASH.mtt"),
    (re.compile(r"\.\d+\.part\b"), ".PID.part"),
]


def left_behind(folder, before):
    names = (str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in names if name not in before and not name.startswith("cache/"))


def run(script, folder, environment):
    """Exit code, stdout, stderr; a case that hangs is ended with all that it started."""
    with subprocess.Popen(["bash", "-c", script], cwd=folder, env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, start_new_session=True) as process:
        try:
            stdout, stderr = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return "none: it hung", b"", b""
        return process.returncode, stdout, stderr


def outcome(maillage, script):
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as name:
        folder = pathlib.Path(name)
        environment = dict(os.environ, MAILLAGE=str(maillage), DATA=str(HERE / "data"),
                           SOURCE=str(HERE.parent.parent), XDG_CACHE_HOME=str(folder / "cache"),
                           LC_ALL="C.UTF-8", TZ="UTC", TMPDIR=name)
        shared = {path.name for path in (HERE / "data").iterdir()}
        code, stdout, stderr = run(PRELUDE + script.read_text(encoding="utf-8"), folder, environment)
        text = f"exit code: {code}\n"
        for label, stream in (("stdout", stdout), ("stderr", stderr)):
            text += f"--- {label}\n" + stream.decode("utf-8", "replace")
        text += "--- files\n" + "".join(f"{path}\n" for path in left_behind(folder, shared))
        text = text.replace(name, "$TMP").replace(str(HERE / "data"), "$DATA")
        subprocess.run(["chmod", "-R", "u+rwX", name], check=False)
    for pattern, replacement in VOLATILE:
        text = pattern.sub(replacement, text)
    return text


def check(number, script, maillage, rewrite):
    expectation = script.with_suffix(".expected")
    claim = script.stem.replace("_", " ")
    found = outcome(maillage, script)
    if "SKIP: " in found:
        print(f"ok {number} - {claim} # SKIP {found.split('SKIP: ')[1].splitlines()[0]}")
        return
    if rewrite:
        expectation.write_text(found, encoding="utf-8")
    expected = expectation.read_text(encoding="utf-8") if expectation.exists() else ""
    print(f"{'ok' if found == expected else 'not ok'} {number} - {claim}")
    for line in difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found",
                                     lineterm=""):
        print(f"# {line}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("maillage", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    scripts = sorted(path for path in arguments.folder.glob("*.sh") if arguments.only in path.name)
    print(f"1..{len(scripts)}")
    for number, script in enumerate(scripts, 1):
        check(number, script, arguments.maillage.resolve(), arguments.rewrite)
        sys.stdout.flush()


main()
