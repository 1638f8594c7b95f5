"""Hostile files: nothing from them reaches a shell, another folder or a network; the program is hardened.

    safety.py MAILLAGE DATA-FOLDER

TAP on stdout.
"""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

EVIL = ["$(touch pwned)", "`touch pwned`", "; touch pwned;", "| touch pwned", "../../pwned", "/tmp/maillage-pwned",
        "%s%n%s", "</script><script>alert(1)</script>", "a\u202eb", "'\"; DROP TABLE cells;--"]


def call(maillage, folder, command, prefix=()):
    done = subprocess.run([*prefix, maillage, *command.split()], cwd=folder, capture_output=True, timeout=300,
                          check=False, stdin=subprocess.DEVNULL,
                          env=dict(os.environ, XDG_CACHE_HOME=str(folder / "cache")))
    return done.returncode, done.stderr.decode("utf-8", "replace")


def copy_inputs(parent, name, data):
    folder = pathlib.Path(parent) / name / "work"
    shutil.copytree(data, folder)
    return folder


def read_elf(maillage, *options):
    return subprocess.run(["readelf", "-W", *options, maillage], capture_output=True, text=True, check=True,
                          env=dict(os.environ, LC_ALL="C")).stdout


def hardening(maillage, sanitized):
    headers, symbols = read_elf(maillage, "-hld"), read_elf(maillage, "--dyn-syms")
    found = [name for name, there in {
        "position-independent executable": "Flags: PIE" in headers or " PIE" in headers,
        "read-only relocations": "GNU_RELRO" in headers,
        "binding at start": "BIND_NOW" in headers or "Flags: NOW" in headers,
        "stack that is not executable": "GNU_STACK" in headers and "RWE" not in headers,
        "stack protector": "__stack_chk_fail" in symbols,
        "checked string functions": sanitized or "_chk@" in symbols.replace("__stack_chk_fail@", ""),
    }.items() if not there]
    return [f"missing: {name}" for name in found]


def no_shell(maillage):
    symbols = read_elf(maillage, "--dyn-syms")
    return [f"'{name}' is called" for name in ("system", "popen", "wordexp") if f" {name}@" in symbols]


def evil_names(maillage, folder):
    """Names of people, communes and sites that mean something to shells, paths, formats and pages."""
    lines = (folder / "candidates.csv").read_text().splitlines()
    header = lines[0].split(",")
    at = header.index("name")
    for number, line in enumerate(lines[1:], 1):
        fields = line.split(",")
        fields[at] = '"' + EVIL[number % len(EVIL)].replace('"', '""') + '"'
        lines[number] = ",".join(fields)
    (folder / "candidates.csv").write_text("\n".join(lines) + "\n")
    scenario = (folder / "tiny.yaml").read_text().replace("Ten villages", "'$(touch pwned) ../../pwned'")
    (folder / "tiny.yaml").write_text(scenario.replace("folder: out", "folder: out\n  formats: [json, gpkg, geojson, "
                                                       "csv, svg, html, proof]"))
    before = {path for path in folder.parent.rglob("*")}
    problems = []
    for command in ("run tiny.yaml", "plan report out/plan.json -o out/again.html", "compare out/plan.json out/plan.json",
                    "verify out/plan.json", "plan show out/plan.json"):
        code, errors = call(maillage, folder, command)
        problems += [f"'{command}' ended with {code}: {errors}"] if code else []
    made = {path for path in folder.parent.rglob("*")} - before
    outside = [path for path in made if not path.is_relative_to(folder / "out")
               and not path.is_relative_to(folder / "cache")]
    problems += [f"written outside the output folder: {path}" for path in outside]
    problems += ["a shell was called"] if list(folder.parent.rglob("*pwned*")) else []
    for name in ("report.html", "map.svg"):
        if b"<script>alert(1)" in (folder / "out" / name).read_bytes():
            problems.append(f"a name is a script in '{name}'")
    return problems


def links(maillage, folder):
    """A name in the output folder that leads elsewhere: what it leads to stays as it is."""
    outside = folder.parent / "outside"
    outside.write_text("kept")
    (folder / "out").mkdir()
    (folder / "out" / "plan.json").symlink_to(outside)
    code, errors = call(maillage, folder, "run tiny.yaml --overwrite -q")
    return ([] if code in (0, 1) else [f"ended with {code}: {errors}"]) + \
        ([] if outside.read_text() == "kept" else ["the file outside was overwritten"])


class Listener:
    """A port of this machine that counts who calls."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.calls = 0
        threading.Thread(target=self.count, daemon=True).start()

    def count(self):
        while True:
            connection, _ = self.socket.accept()
            self.calls += 1
            connection.close()

    def address(self, name):
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/{name}"


def calling_files(listener):
    """Files for people that name an address, by the ending that they have."""
    point = '{"type": "Feature", "properties": {"residents": 5}, "geometry": {"type": "Point", "coordinates": [2, 50]}}'
    link = f'{{"type": "link", "properties": {{"href": "{listener.address("crs")}"}}}}'
    return {
        "vrt": f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/{listener.address("x.csv")}'
               '</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
        "web.vrt": f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>WFS:{listener.address("wfs")}'
                   '</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
        "geojson": f'{{"type": "FeatureCollection", "crs": {link}, "features": [{point}]}}',
        "gml": '<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" '
               'xmlns:gml="http://www.opengis.net/gml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
               f'xsi:schemaLocation="http://ogr.maptools.org/ {listener.address("x.xsd")}"><gml:featureMember>'
               '<ogr:x><ogr:residents>5</ogr:residents></ogr:x></gml:featureMember></ogr:FeatureCollection>',
    }


def no_calls(maillage, folder):
    listener = Listener()
    problems = []
    scenario = (folder / "tiny.yaml").read_text()
    for number, (ending, text) in enumerate(calling_files(listener).items()):
        (folder / f"people{number}.{ending}").write_text(text)
        (folder / "tiny.yaml").write_text(scenario.replace("people.csv", f"people{number}.{ending}")
                                          .replace("  id: id\n  at: {lon: lon, lat: lat}\n  commune: commune\n",
                                                   "  at: geometry\n", 1))
        before = listener.calls
        code, errors = call(maillage, folder, "check tiny.yaml")
        if listener.calls > before:
            problems.append(f"a .{ending} was answered with a connection")
        if code not in (0, 1, 2):
            problems.append(f"a .{ending} ended with {code}: {errors}")
    return problems


def offline(maillage, folder):
    """None where a network cannot be taken away."""
    alone = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        return None
    problems = []
    for command in ("run tiny.yaml", "verify out/plan.json --proof", "plan report out/plan.json -o out/again.html"):
        code, errors = call(maillage, folder, command, alone)
        problems += [f"'{command}' ended with {code}: {errors}"] if code else []
    return problems


def main(maillage, data):
    maillage = str(pathlib.Path(maillage).resolve())
    sanitized = "sanitize" in os.environ.get("MAILLAGE_BUILD", "")
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as parent:
        claims = {
            "the program is hardened": hardening(maillage, sanitized),
            "no shell is called": no_shell(maillage),
            "names from files stay names": evil_names(maillage, copy_inputs(parent, "names", data)),
            "a link in the output folder leads no writing elsewhere": links(maillage, copy_inputs(parent, "links", data)),
            "addresses in files are not called": no_calls(maillage, copy_inputs(parent, "calls", data)),
            "everything works without a network": offline(maillage, copy_inputs(parent, "offline", data)),
        }
    print(f"1..{len(claims)}")
    for number, (claim, problems) in enumerate(claims.items(), 1):
        skipped = " # SKIP the network cannot be taken away" if problems is None else ""
        print(f"{'not ok' if problems else 'ok'} {number} - {claim}{skipped}")
        for problem in problems or []:
            print(f"# {problem}")
    sys.exit(any(claims.values()))


main(*sys.argv[1:])
