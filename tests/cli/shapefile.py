"""Writes a CSV file with the columns lon and lat as a Shapefile of points: shapefile.py IN.csv OUT.shp"""
import csv
import struct
import sys

WIDTH = 40
WGS84 = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
         'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')


def header(n_bytes, points):
    xs, ys = zip(*points)
    return (struct.pack(">7i", 9994, 0, 0, 0, 0, 0, n_bytes // 2) +
            struct.pack("<2i8d", 1000, 1, min(xs), min(ys), max(xs), max(ys), 0, 0, 0, 0))


def table(columns, rows):
    fields = b"".join(struct.pack("<11sc4xBB14x", name.encode(), b"C", WIDTH, 0)
                      for name in columns)
    record = 1 + WIDTH * len(columns)
    start = struct.pack("<4BIHH20x", 3, 121, 1, 1, len(rows), 32 + len(fields) + 1, record)
    body = b"".join(b" " + b"".join(row[name].encode().ljust(WIDTH) for name in columns)
                    for row in rows)
    return start + fields + b"\r" + body + b"\x1a"


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    points = [(float(row["lon"]), float(row["lat"])) for row in rows]
    shapes, index = b"", b""
    for number, point in enumerate(points, 1):
        index += struct.pack(">2i", (100 + len(shapes)) // 2, 10)
        shapes += struct.pack(">2i", number, 10) + struct.pack("<i2d", 1, *point)
    stem = target.removesuffix(".shp")
    parts = {".shp": header(100 + len(shapes), points) + shapes,
             ".shx": header(100 + len(index), points) + index,
             ".dbf": table(list(rows[0]), rows), ".prj": WGS84.encode(), ".cpg": b"UTF-8"}
    for ending, content in parts.items():
        with open(stem + ending, "wb") as file:
            file.write(content)


main(*sys.argv[1:])
