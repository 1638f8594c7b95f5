"""Simplifies areas that touch so that they still touch: every border is simplified once, for both.

Rings are cut into arcs where the areas beside an edge change, each arc is simplified by itself
(Douglas and Peucker, doi 10.3138/FM57-6770-U75U-7727), and the rings are put together again.
Points are tuples (longitude, latitude); a ring repeats its first point at its end.
"""

import math
from collections import defaultdict

METRES_A_DEGREE = 111_320


def distance_m(point, start, end):
    """From a point to the segment, on a plane that is true near the point."""
    shrink = math.cos(math.radians(point[1]))

    def flat(p):
        return ((p[0] - point[0]) * shrink * METRES_A_DEGREE, (p[1] - point[1]) * METRES_A_DEGREE)

    (x, y), (x2, y2) = flat(start), flat(end)
    dx, dy = x2 - x, y2 - y
    length2 = dx * dx + dy * dy
    share = max(0, min(1, -(x * dx + y * dy) / length2)) if length2 else 0
    return math.hypot(x + share * dx, y + share * dy)


def simplify_line(line, tolerance_m):
    """The line without the points that lie within the tolerance of what remains."""
    kept = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        inside = range(first + 1, last)
        if not inside:
            continue
        far = max(inside, key=lambda i: distance_m(line[i], line[first], line[last]))
        if distance_m(line[far], line[first], line[last]) > tolerance_m:
            kept.add(far)
            open_parts += [(first, far), (far, last)]
    return [line[i] for i in sorted(kept)]


def edges_of(ring):
    return [frozenset(edge) for edge in zip(ring, ring[1:])]


def find_junctions(areas):
    """Points where the set of areas beside the border changes: both neighbours must keep them."""
    beside = defaultdict(set)
    for name, rings in areas.items():
        for ring in rings:
            for edge in edges_of(ring):
                beside[edge].add(name)
    around = defaultdict(set)
    for edge, names in beside.items():
        for point in edge:
            around[point].add(frozenset(names))
    return {point for point, sets in around.items() if len(sets) > 1}


def cut_ring(ring, junctions):
    """The arcs of a ring; one closed arc, from its least point, where it has no junction."""
    points = ring[:-1]
    starts = [i for i, point in enumerate(points) if point in junctions]
    first = starts[0] if starts else points.index(min(points))
    turned = points[first:] + points[:first] + [points[first]]
    cuts = [i for i, point in enumerate(turned) if point in junctions] or [0, len(turned) - 1]
    return [turned[a:b + 1] for a, b in zip(cuts, cuts[1:])]


def simplify_arc(arc, tolerance_m):
    """The same for both neighbours, whichever way round they run along it."""
    if arc[0] == arc[-1]:
        far = max(range(len(arc)), key=lambda i: distance_m(arc[i], arc[0], arc[0]))
        return (simplify_line(arc[:far + 1], tolerance_m)[:-1]
                + simplify_line(arc[far:], tolerance_m))
    if arc[0] > arc[-1]:
        return simplify_line(arc[::-1], tolerance_m)[::-1]
    return simplify_line(arc, tolerance_m)


def simplify_areas(areas, tolerance_m):
    """{name: [ring, …]} with simpler rings; a ring that is left with less than an area is dropped."""
    junctions = find_junctions(areas)
    simpler = {}
    for name, rings in areas.items():
        simpler[name] = []
        for ring in rings:
            arcs = [simplify_arc(arc, tolerance_m) for arc in cut_ring(ring, junctions)]
            points = [point for arc in arcs for point in arc[:-1]]
            if len(points) >= 3:
                simpler[name].append(points + points[:1])
    return simpler
