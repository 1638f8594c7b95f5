"""What GIS programs and spreadsheets find in the files of a plan: test_gis.py MAILLAGE.

Layers, geometry, reference system and counts are those that ogrinfo sees; styles and names of fields are also looked at
with QGIS itself where its Python bindings are installed.
"""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ["MAILLAGE_SOURCE"])
SYSTEM_PYTHON = "/usr/bin/python3"  # which Debian's bindings are for
QGIS = """
import sys
from qgis.core import QgsApplication, QgsVectorLayer
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
for name in sys.argv[2:]:
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    said, loaded = layer.loadDefaultStyle()
    renderer = layer.renderer()
    kind = renderer.type()
    classes = len(renderer.ranges()) if kind == "graduatedSymbol" else 1
    print("layer", name, layer.isValid(), layer.featureCount(), layer.crs().authid(), loaded, kind, classes,
          layer.labelsEnabled(), layer.attributeDisplayName(layer.fields().indexOf("commune")))
del layer, renderer
application.exitQgis()
"""


def run(maillage, scenario, folder):
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
    subprocess.run([maillage, "run", "-q", str(scenario), "-o", str(folder / "out"), "--overwrite"], check=True,
                   env=environment, stdout=subprocess.DEVNULL)
    return folder / "out"


def ogrinfo(path):
    """Layer -> geometry, count, EPSG code, columns; tables without geometry have no code."""
    text = subprocess.run(["ogrinfo", "-so", "-al", str(path)], check=True, capture_output=True, text=True).stdout
    layers = {}
    for part in text.split("Layer name: ")[1:]:
        codes = re.findall(r'^ {4}ID\["EPSG",(\d+)\]\]', part, re.M)
        layers[part.splitlines()[0]] = (re.search(r"^Geometry: (.*)$", part, re.M)[1],
                                        int(re.search(r"^Feature Count: (\d+)$", part, re.M)[1]),
                                        int(codes[-1]) if codes else None,
                                        re.findall(r"^(\w+): (?:String|Real|Integer)", part, re.M))
    return layers


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, expected {wanted!r}")


def expect_layers(out, people, epsg, gone=()):
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    layers = ogrinfo(out / "plan.gpkg")
    wanted = {"new_sites": len(plan["sites"]["new"]), "existing_sites": len(plan["sites"]["existing"]), "cells": people}
    wanted |= {f"{name}_sites": len(plan["sites"][name]) for name in gone}
    for name, n in wanted.items():
        expect((name,) + layers[name][:3], (name, "Point", n, epsg))
    expect({name: layers[name][1] for name in ("layer_styles", "about") if layers[name][2] is None},
           {"layer_styles": len(wanted), "about": layers["about"][1]})
    expect(set(layers), set(wanted) | {"layer_styles", "about"})
    expect(layers["cells"][3], ["id", "commune", "residents", "covered", "time_today_min", "site_today_id", "site_today",
                                "time_plan_min", "site_plan_id", "site_plan"])


def count_people(path):
    return len(path.read_text(encoding="utf-8").splitlines()) - 1


def geopackage_of_french_places_is_in_lambert_93(maillage, folder):
    out = run(maillage, SOURCE / "scenarios/demo.yaml", folder)
    expect_layers(out, count_people(SOURCE / "datasets/demo/people.csv"), 2154)


def layers_tell_which_sites_close_or_move(maillage, folder):
    for may, name in (("close", "closed"), ("move", "moved")):
        scenario = folder / f"{may}.yaml"
        scenario.write_text(f"extend: {SOURCE}/scenarios/demo.yaml\nsites:\n  existing: {{may: {may}}}\n"
                            "goals:\n  - goal: fewest_sites\n", encoding="utf-8")
        out = run(maillage, scenario, folder / may)
        expect_layers(out, count_people(SOURCE / "datasets/demo/people.csv"), 2154, [name])
        with (out / f"{name}_sites.csv").open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                expect(row["status"], name)


def geopackage_elsewhere_is_in_metres_of_its_utm_zone(maillage, folder):
    data = SOURCE / "tests/cli/data"
    for name in data.iterdir():
        shutil.copy(name, folder / name.name)
    # The same invented roads, at 33 degrees east and 10 degrees south.
    for name in ("tiny.osm", "people.csv", "candidates.csv", "existing.csv"):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\b50\.(\d+)", r"-10.\1", re.sub(r"(?<![\d.])3\.(\d+)", r"33.\1", text))
        path.write_text(text, encoding="utf-8")
    out = run(maillage, folder / "tiny.yaml", folder)
    expect(ogrinfo(out / "plan.gpkg")["cells"][2], 32736)


def csv_is_utf8_with_a_mark_that_spreadsheets_need(maillage, folder):
    out = run(maillage, SOURCE / "scenarios/demo.yaml", folder)
    for path in out.glob("*.csv"):
        expect(path.read_bytes()[:3], b"\xef\xbb\xbf")
    with (out / "new_sites.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expect(list(rows[0]), ["lon", "lat", "id", "name", "commune", "status", "residents_newly_covered",
                           "residents_in_reach", "residents_only_here", "residents_nearest"])
    expect({row["status"] for row in rows}, {"new"})
    expect(any("é" in row["name"] or "ç" in row["name"] for row in rows), True)


def qgis_draws_the_layers_in_their_styles(maillage, folder):
    if subprocess.run([SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode != 0:
        return "PyQGIS is not installed (python3-qgis)"
    out = run(maillage, SOURCE / "scenarios/demo.yaml", folder)
    layers = ogrinfo(out / "plan.gpkg")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=str(folder), HOME=str(folder))
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_PRELOAD"):
        environment.pop(name, None)
    names = ["new_sites", "existing_sites", "cells"]
    text = subprocess.run([SYSTEM_PYTHON, "-c", QGIS, str(out / "plan.gpkg"), *names], check=True, env=environment,
                          capture_output=True, text=True).stdout
    look = {"new_sites": "singleSymbol 1 True", "existing_sites": "singleSymbol 1 True",
            "cells": "graduatedSymbol 5 False"}
    expect([line for line in text.splitlines() if line.startswith("layer ")],
           [f"layer {name} True {layers[name][1]} EPSG:2154 True {look[name]} Commune" for name in names])
    return None


TESTS = [geopackage_of_french_places_is_in_lambert_93, layers_tell_which_sites_close_or_move,
         geopackage_elsewhere_is_in_metres_of_its_utm_zone, csv_is_utf8_with_a_mark_that_spreadsheets_need,
         qgis_draws_the_layers_in_their_styles]


def main():
    if not shutil.which("ogrinfo"):
        print("1..0 # SKIP ogrinfo is not installed (gdal-bin)")
        return
    print(f"1..{len(TESTS)}")
    for number, test in enumerate(TESTS, 1):
        claim = test.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="maillage-test-") as name:
            try:
                skipped = test(sys.argv[1], pathlib.Path(name))
                print(f"ok {number} - {claim}" + (f" # SKIP {skipped}" if skipped else ""))
            except (AssertionError, KeyError, subprocess.CalledProcessError) as problem:
                print(f"not ok {number} - {claim}\n# {problem}")


main()
