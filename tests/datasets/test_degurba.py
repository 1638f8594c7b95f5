#!/usr/bin/env python3
"""Claims about the degree of urbanisation, on grids small enough to count by hand."""

import os
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(os.environ["MAILLAGE_SOURCE"]) / "datasets" / "hauts-de-france"))
from degurba import classify_cells, classify_commune  # noqa: E402


def grid_of(picture, residents):
    """{(row, column): residents} of the letters of a picture; a space is no cell."""
    return {(row, column): residents[letter] for row, line in enumerate(picture)
            for column, letter in enumerate(line) if letter != " "}


def picture_of(degrees, like):
    letter = {"city": "C", "town": "T", "rural": "r"}
    return ["".join(letter.get(degrees.get((row, column)), " ") for column in range(len(line)))
            for row, line in enumerate(like)]


class Cells(unittest.TestCase):
    def expect(self, picture, residents, expected):
        self.assertEqual(picture_of(classify_cells(grid_of(picture, residents)), picture), expected)

    def test_fifty_thousand_in_dense_cells_are_a_city_and_one_less_is_a_town(self):
        self.expect(["##"], {"#": 25_000}, ["CC"])
        self.expect(["#."], {"#": 25_000, ".": 24_999}, ["TT"])

    def test_a_cell_below_1500_does_not_belong_to_the_centre(self):
        self.expect(["##.:"], {"#": 25_000, ".": 1500, ":": 1499}, ["CCCT"])

    def test_centres_do_not_join_across_a_corner(self):
        self.expect(["# ", " #"], {"#": 25_000}, ["T ", " T"])

    def test_clusters_join_across_a_corner(self):
        self.expect(["# ", " #"], {"#": 2500}, ["T ", " T"])
        self.expect(["# #"], {"#": 2500}, ["r r"])

    def test_a_cluster_needs_five_thousand_at_300(self):
        self.expect(["#."], {"#": 4700, ".": 300}, ["TT"])
        self.expect(["#."], {"#": 4999, ".": 299}, ["rr"])

    def test_a_hole_of_14_cells_belongs_to_the_centre_and_one_of_16_does_not(self):
        # Its four corners join by their neighbours first: 18 cells are a hole of 14, 20 one of 16.
        residents = {"#": 9000, ".": 10}
        small = ["#" * 10] * 2 + ["##......##"] * 3 + ["#" * 10] * 2
        self.expect(small, residents, ["C" * 10] * 7)
        large = ["#" * 9] * 2 + ["##.....##"] * 4 + ["#" * 9] * 2
        self.expect(large, residents, ["C" * 9] * 2 + ["CCCrrrCCC"] + ["CCrrrrrCC"] * 2
                    + ["CCCrrrCCC"] + ["C" * 9] * 2)

    def test_a_cell_with_five_neighbours_of_eight_in_the_centre_joins_it(self):
        residents = {"#": 9000, ".": 10}
        self.expect(["#.#", "###", "###"], residents, ["CCC"] * 3)
        self.expect(["#..", "###", "###"], residents, ["Crr", "CCC", "CCC"])


class Communes(unittest.TestCase):
    def test_half_in_a_centre_is_a_city(self):
        self.assertEqual(classify_commune({"city": 50, "town": 10, "rural": 40}), "city")
        self.assertEqual(classify_commune({"city": 49, "town": 11, "rural": 40}), "town")

    def test_more_than_half_outside_clusters_is_rural_and_half_is_not(self):
        self.assertEqual(classify_commune({"town": 49, "rural": 51}), "rural")
        self.assertEqual(classify_commune({"town": 50, "rural": 50}), "town")

    def test_without_residents_it_is_rural(self):
        self.assertEqual(classify_commune({}), "rural")


if __name__ == "__main__":
    unittest.main()
