#!/usr/bin/env python3
"""Puts a page together and writes it as C: assemble.py OUTPUT NAME LEAFLET-FOLDER PAGE.html SOURCE…

"/* include NAME */" in the page stands for the content of a source, or of a file of Leaflet;
"/* data */" stands for the data, which splits the page into its head and its tail.
"""
import pathlib
import re
import sys


def include(match, files):
    name = match.group(1)
    text = files[name].read_text(encoding="utf-8")
    if re.search(r"</(script|style)", text, re.IGNORECASE):
        sys.exit(f"'{name}' would end the element that it is put into")
    return re.sub(r"/[/*]# sourceMappingURL=.*", "", text).strip()


def as_c(name, part, text):
    data = text.encode("utf-8")
    lines = [",".join(str(byte if byte < 128 else byte - 256) for byte in data[i:i + 24])
             for i in range(0, len(data), 24)]
    return (f"const char {name}_page_{part}[] = {{\n" + ",\n".join(lines) + "};\n"
            f"const size_t {name}_page_{part}_bytes = sizeof {name}_page_{part};\n")


def main():
    name = sys.argv[2]
    output, leaflet, *sources = map(pathlib.Path, [sys.argv[1], *sys.argv[3:]])
    files = {path.name: path for path in [leaflet / "leaflet.css", leaflet / "leaflet.min.js"]}
    files.update({path.name: path for path in sources})
    page = sources[0].read_text(encoding="utf-8")
    page = re.sub(r"/\* include (\S+) \*/", lambda match: include(match, files), page)
    head, tail = page.split("/* data */")
    output.write_text('#include "scenarios/report/page.h"\n\n' + as_c(name, "head", head) + as_c(name, "tail", tail),
                      encoding="utf-8")


main()
