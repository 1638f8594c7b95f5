#!/usr/bin/env python3
"""Puts the report's page together and writes it as C: assemble.py OUTPUT LEAFLET-FOLDER SOURCE…

"/* include NAME */" in page.html stands for the content of a source, or of a file of Leaflet;
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


def as_c(name, text):
    data = text.encode("utf-8")
    lines = [",".join(str(byte if byte < 128 else byte - 256) for byte in data[i:i + 24])
             for i in range(0, len(data), 24)]
    return (f"const char report_page_{name}[] = {{\n" + ",\n".join(lines) + "};\n"
            f"const size_t report_page_{name}_bytes = sizeof report_page_{name};\n")


def main():
    output, leaflet, *sources = map(pathlib.Path, sys.argv[1:])
    files = {path.name: path for path in [leaflet / "leaflet.css", leaflet / "leaflet.min.js"]}
    files.update({path.name: path for path in sources})
    page = files["page.html"].read_text(encoding="utf-8")
    page = re.sub(r"/\* include (\S+) \*/", lambda match: include(match, files), page)
    head, tail = page.split("/* data */")
    output.write_text('#include "scenarios/report/page.h"\n\n' + as_c("head", head) + as_c("tail", tail),
                      encoding="utf-8")


main()
