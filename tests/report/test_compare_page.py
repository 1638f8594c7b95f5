#!/usr/bin/env python3
"""The page of plans side by side, in a browser: test_compare_page.py MAILLAGE"""
import base64
import json
import pathlib
import sys

import browser

EVIL = "</script><script>alert(1)</script><!--<script>"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Comparison(browser.Page):
    """Three plans for the ten villages: as it is, at four minutes, and with times of other roads."""

    def __init__(self, driver, program, folder):
        super().__init__(driver, program, folder / "compare.html")
        scenario = browser.copy_case(folder, {"candidates.csv": lambda text: text.replace("Guise", EVIL),
                                              "people.csv": lambda text: text.replace("Jussy", EVIL)})
        text = scenario.read_text(encoding="utf-8").replace("folder: out", "folder: one")
        short = text.replace("limit_min: 6.5", "limit_min: 4").replace("folder: one", "folder: two").replace("Ten villages", f"'{EVIL}'")
        slow = text.replace("profile: car", "profile: bicycle").replace("folder: one", "folder: three").replace("limit_min: 6.5", "limit_min: 15")
        for name, content in (("one", text), ("two", short), ("three", slow)):
            (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
            done = browser.maillage(program, "run", folder / f"{name}.yaml", folder=folder)
            assert done.returncode == 0, done.stdout
        done = browser.maillage(program, "compare", "-q", "--json", "-o", "compare.html", "--by", "commune", "one/plan.json", "two/plan.json", "three/plan.json",
                                folder=folder)
        assert done.returncode == 0, done.stdout
        self.told = json.loads(done.stdout)

    def table(self, selector):
        rows = self.run("""return Array.from(document.querySelectorAll(arguments[0] + " tbody tr"), function (row) {
            return Array.from(row.cells, function (cell) { return cell.innerText; }); });""", selector)
        rows = [[cell.replace("\u00a0", " ") for cell in row] for row in rows]
        return {row[0]: row[1:] for row in rows}


@test
def the_page_opens_without_a_complaint_and_names_stay_text(page):
    page.open()
    assert page.complaints() == [], page.complaints()
    assert EVIL in page.text("#plans") and EVIL in page.text("#sites-section") and EVIL in page.text("#gaining")


@test
def the_figures_are_those_of_the_comparison(page):
    table = page.open().table("#figures-table")
    plans = page.told["plans"]
    assert table["Mean time"] == [f"{plan['times']['mean_min']:g} min" for plan in plans]
    assert table["New sites"] == [str(plan["new_sites"]) for plan in plans]
    for i, step in enumerate(plans[0]["times"]["within"]):
        assert table[f"Residents within {step['minutes']:g} min"] == [f"{plan['times']['within'][i]['percent']:g} %" for plan in plans]


@test
def the_page_counts_times_and_changes_as_compare_does(page):
    page.open()
    for other in (1, 2):
        page.run("document.getElementById('other').value = arguments[0]; document.getElementById('other').dispatchEvent(new Event('change'))", other)
        found = page.run("""
            var state = maillage.state, model = state.model, sums = {gain: 0, lose: 0, same: 0};
            for (var i = 0; i < model.people.n; i++) {
                var gain = maillage.gain_ds(state, i);
                sums[gain > 0 ? "gain" : gain < 0 ? "lose" : "same"] += model.people.milli[i];
            }
            return {sums: sums, times: state.plans.map(function (plan) { return model.distribution(model.histogram(plan.cover)); })};""")
        people = page.told["differences"][other - 1]["people"]
        assert {key: milli / 1000 for key, milli in found["sums"].items()} == {key: people[key] for key in ("gain", "lose", "same")}
        for times, plan in zip(found["times"], page.told["plans"]):
            assert times == {key: plan["times"][key] for key in times}


@test
def the_sites_that_differ_are_listed(page):
    page.open()
    sites = page.told["differences"][0]["sites"]
    text = page.text("#changed-sites")
    for site in sites["added"] + sites["dropped"]:
        assert site["name"] in text
    assert sites["added"], sites


@test
def the_three_maps_move_together(page):
    views = page.open().run("""
        maillage.maps.other.map.setView([49.9, 3.2], 12, {animate: false});
        return ["first", "other", "change"].map(function (name) { var map = maillage.maps[name].map, c = map.getCenter();
            return [map.getZoom(), c.lat.toFixed(3), c.lng.toFixed(3)]; });""")
    assert views[0] == views[1] == views[2] and views[0][0] == 12, views


@test
def every_map_shows_its_cells(page):
    inks = page.open().run("""return ["first", "other", "change"].map(function (name) { var map = maillage.maps[name];
        map.paint();
        var data = map.canvas.getContext("2d").getImageData(0, 0, map.canvas.width, map.canvas.height).data, seen = new Set();
        for (var i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        return Array.from(name === "change" ? maillage.change_colours : maillage.colours).filter(function (c) { return seen.has(parseInt(c.slice(1), 16)); }).length; });""")
    assert all(n > 0 for n in inks), inks


@test
def a_commune_is_told_its_site_in_each_plan(page):
    page.open().run("maillage.search_place('ham')")
    answer = page.text("#answer")
    assert "Ham" in answer and all(f"{label}: " in answer for label in "ABC"), answer


@test
def both_languages_say_everything(page):
    page.says_everything_in_both_languages()


@test
def nothing_is_wider_than_a_phone(page):
    assert page.width_on_a_phone() <= 375


@test
def every_text_stands_out_from_its_ground(page):
    for language in ("en", "fr"):
        assert page.open(language).pale_texts() == []


@test
def it_prints_and_shows_what_it_showed_before(page):
    view = "var map = maillage.maps.first.map; return [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
    before = page.open().run(view)
    pdf = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 2, len(pdf)
    assert page.run(view) == before


browser.run_tests(TESTS, lambda driver, folder: Comparison(driver, pathlib.Path(sys.argv[1]).resolve(), folder / "case"))
