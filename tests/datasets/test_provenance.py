#!/usr/bin/env python3
"""Claim: every shipped data file of Hauts-de-France is the one that provenance.json describes."""

import hashlib
import json
import os
import sys
from pathlib import Path

folder = Path(os.environ["MAILLAGE_SOURCE"]) / "datasets" / "hauts-de-france"
files = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
shipped = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".geojson", ".mtt")}
wrong = [f"{name}: only in one of folder and provenance.json" for name in shipped ^ files.keys()]
for name in sorted(shipped & files.keys()):
    entry = files[name]
    if hashlib.sha256((folder / name).read_bytes()).hexdigest() != entry["sha256"]:
        wrong.append(f"{name}: another hash than provenance.json says")
    if not all(entry[key] for key in ("licence", "command", "made_from")):
        wrong.append(f"{name}: licence, command or sources are missing")
print("\n".join(wrong) or f"{len(shipped)} files agree")
sys.exit(1 if wrong else 0)
