"""The degree of urbanisation of 1 km cells and of communes (Eurostat, level 1).

The rule: L. Dijkstra et al., "Applying the Degree of Urbanisation to the globe", Journal of Urban Economics 125,
2021, doi:10.1016/j.jue.2020.103312; the same in Eurostat's methodological manual.

A grid is {(north, east): residents} in whole kilometres; cells that are not there have no residents.
"""

CITY, TOWN, RURAL = "city", "town", "rural"

CENTRE_DENSITY, CENTRE_RESIDENTS = 1500, 50_000  # per km2, together
CLUSTER_DENSITY, CLUSTER_RESIDENTS = 300, 5_000
MAJORITY = 5  # of the eight cells around one
GAP_KM2 = 15  # smaller holes belong to the urban centre around them

SIDES = ((-1, 0), (0, -1), (0, 1), (1, 0))
AROUND = SIDES + ((-1, -1), (-1, 1), (1, -1), (1, 1))


def beside(cell, steps):
    return [(cell[0] + north, cell[1] + east) for north, east in steps]


def contiguous_groups(cells, steps):
    """The sets of cells that hang together, in the order of their first cell."""
    left, groups = set(cells), []
    for start in sorted(cells):
        if start not in left:
            continue
        left.remove(start)
        group, ends = {start}, [start]
        while ends:
            for cell in beside(ends.pop(), steps):
                if cell in left:
                    left.remove(cell)
                    group.add(cell)
                    ends.append(cell)
        groups.append(group)
    return groups


def dense_groups(grid, density, residents, steps):
    """Contiguous cells of at least this density that have so many residents together."""
    dense = {cell for cell, inhabitants in grid.items() if inhabitants >= density}
    return [group for group in contiguous_groups(dense, steps)
            if sum(grid[cell] for cell in group) >= residents]


def smooth_borders(centre, others):
    """Adds cells most of whose neighbours are in the centre until there is none; others keep theirs."""
    grown = set(centre)
    while True:
        border = {cell for inside in grown for cell in beside(inside, AROUND)} - grown - others
        more = {cell for cell in border
                if sum(near in grown for near in beside(cell, AROUND)) >= MAJORITY}
        if not more:
            return grown
        grown |= more


def fill_gaps(centre, others):
    """Adds the holes below GAP_KM2: what the centre shuts off from a frame around it."""
    norths, easts = zip(*centre)
    frame = {(north, east) for north in range(min(norths) - 1, max(norths) + 2)
             for east in range(min(easts) - 1, max(easts) + 2)}
    corner = (min(norths) - 1, min(easts) - 1)
    holes = [group for group in contiguous_groups(frame - centre, SIDES)
             if corner not in group and len(group) < GAP_KM2]
    return centre | (set().union(*holes) - others)


def urban_centres(grid):
    """All cells of urban centres, with the gaps and the smooth borders that the rule gives them."""
    centres = dense_groups(grid, CENTRE_DENSITY, CENTRE_RESIDENTS, SIDES)
    for i, centre in enumerate(centres):
        others = set().union(*centres[:i], *centres[i + 1:])
        centres[i] = fill_gaps(smooth_borders(centre, others), others)
    return set().union(*centres)


def classify_cells(grid):
    """{cell: city, town or rural}: in an urban centre, in another urban cluster, in neither."""
    centres = urban_centres(grid)
    clusters = set().union(*dense_groups(grid, CLUSTER_DENSITY, CLUSTER_RESIDENTS, AROUND))
    return {cell: CITY if cell in centres else TOWN if cell in clusters else RURAL
            for cell in grid}


def classify_commune(residents):
    """A commune's degree from its residents {cell's degree: residents}."""
    total = sum(residents.values())
    if 2 * residents.get(RURAL, 0) > total or total == 0:
        return RURAL
    return CITY if 2 * residents.get(CITY, 0) >= total else TOWN
