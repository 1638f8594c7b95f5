"""Writes a town of N x N crossings as grid.osm, people.csv, candidates.csv and grid.yaml: its fewest
sites are easily bounded and hard to prove (the domination number of a grid)."""
import sys

n = int(sys.argv[1])
step = 0.002
place = [(3 + step * (i % n), 50 + step * (i // n)) for i in range(n * n)]

with open("grid.osm", "w", encoding="utf-8") as file:
    print('<osm version="0.6">', file=file)
    for i, (lon, lat) in enumerate(place):
        print(f'<node id="{i + 1}" version="1" lon="{lon:.4f}" lat="{lat:.4f}"/>', file=file)
    streets = [[row * n + i for i in range(n)] for row in range(n)]
    streets += [[i * n + column for i in range(n)] for column in range(n)]
    for number, street in enumerate(streets, 1):
        nodes = "".join(f'<nd ref="{i + 1}"/>' for i in street)
        tag = '<tag k="highway" v="residential"/>'
        print(f'<way id="{number}" version="1">{nodes}{tag}</way>', file=file)
    print("</osm>", file=file)

for name, header in (("people.csv", "id,residents,lon,lat"), ("candidates.csv", "id,name,lon,lat")):
    with open(name, "w", encoding="utf-8") as file:
        print(header, file=file)
        for i, (lon, lat) in enumerate(place):
            print(f"{i},{i % 7 + 1},{lon:.4f},{lat:.4f}", file=file)

with open("grid.yaml", "w", encoding="utf-8") as file:
    file.write("""maillage: 1
name: A town like a chessboard
travel: {profile: foot, limit_min: 3, roads: [grid.osm]}
people: {file: people.csv, residents: residents, id: id, at: {lon: lon, lat: lat}}
sites:
  candidates: {file: candidates.csv, id: id, name: name, at: {lon: lon, lat: lat}}
goals:
  - goal: fewest_sites
solver: {time_s: 120}
outputs: {folder: out, formats: [json]}
""")
