#!/usr/bin/env python3
"""The report in a browser: test_page.py MAILLAGE"""
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


class Report(browser.Page):
    """A report that was written by a run."""

    def __init__(self, driver, program, folder, edit=None):
        super().__init__(driver, program, folder / "out/report.html")
        self.folder = folder
        done = browser.maillage(program, "run", browser.copy_case(folder, edit), folder=folder)
        assert done.returncode == 0, done.stdout
        self.plan = json.loads((folder / "out/plan.json").read_text(encoding="utf-8"))


@test
def the_page_opens_without_a_complaint(page):
    page.open()
    assert page.complaints() == [], page.complaints()


@test
def the_figures_are_those_of_the_plan(page):
    page.open()
    totals, times = page.plan["totals"], page.plan["times"]
    assert page.text("#figure-today") == f"{totals['today']['covered_percent']:g} %"
    assert page.text("#figure-plan") == f"{totals['plan']['covered_percent']:g} %"
    assert page.text("#figure-new") == str(len(page.plan["sites"]["new"]))
    shown = [line.replace("\u00a0", " ").split("\t") for line in page.text("#within").splitlines()[1:]]
    assert shown == [[f"{step['minutes']:g} min", f"{step['today_percent']:g} %", f"{step['plan_percent']:g} %"]
                     for step in times["within"]], shown


@test
def the_page_counts_what_the_plan_says(page):
    page.open()
    found = page.run("""
        var model = maillage.state.model;
        return ['today', 'planned'].map(function (name) {
            var cover = model[name];
            return {covered: model.covered(cover) / 1000, times: model.distribution(model.histogram(cover))};
        });""")
    for state, count in zip(("today", "plan"), found):
        assert count["covered"] == page.plan["totals"][state]["covered"], count
        assert count["times"] == page.plan["times"][state], count


@test
def both_languages_say_everything(page):
    page.says_everything_in_both_languages()


@test
def a_commune_is_told_its_nearest_site(page):
    page.open().run("maillage.search_place('jussy')")
    nearest = next(site["name"] for site in page.plan["sites"]["new"] if site["name"] in page.text("#answer"))
    assert nearest and "min away" in page.text("#answer"), page.text("#answer")
    page.run("maillage.search_place('nowhere at all')")
    assert "No commune" in page.text("#answer")


def sites_of(page, *ids):
    return page.run("return arguments[0].map(function (id) { return maillage.state.model.sites.id.indexOf(id, maillage.state.model.sites.existing); })", ids)


@test
def a_toggled_site_counts_as_verify_counts_it(page):
    page.open()
    closed, opened = page.plan["sites"]["new"][-1]["id"], "09"
    for step in ([closed], [opened], [site["id"] for site in page.plan["sites"]["new"]]):
        for site in sites_of(page, *step):
            page.run("maillage.toggle(arguments[0])", site)
        saved = page.folder / "saved.json"
        saved.write_text(json.dumps(page.run("return maillage.plan_of(maillage.state)")), encoding="utf-8")
        verified = browser.maillage(page.program, "verify", saved, folder=page.folder)
        assert verified.returncode == 0, verified.stdout
        plan = json.loads(saved.read_text(encoding="utf-8"))
        assert page.text("[data-figure=covered-2]") == f"{plan['totals']['plan']['covered_percent']:g} %"
        assert page.text("[data-figure=sites-2]") == str(plan["totals"]["plan"]["sites"])
    page.run("document.getElementById('reset').click()")
    assert page.text("[data-figure=covered-2]") == page.text("[data-figure=covered-1]")


@test
def what_is_saved_is_compared_and_run(page):
    page.open()
    chosen = [site["id"] for site in page.plan["sites"]["new"]]
    closed, opened = chosen[-1], next(name for name in ("01", "02", "03", "04", "05") if name not in chosen)
    for site in sites_of(page, closed, opened):
        page.run("maillage.toggle(arguments[0])", site)
    (page.folder / "saved.json").write_text(json.dumps(page.run("return maillage.plan_of(maillage.state)")), encoding="utf-8")
    compared = browser.maillage(page.program, "compare", "-q", "--json", "out/plan.json", "saved.json", folder=page.folder)
    assert compared.returncode == 0, compared.stdout
    sites = json.loads(compared.stdout)["differences"][0]["sites"]
    gone = [site["id"] for site in sites["dropped"]] + [move["from"]["id"] for move in sites["moved"]]
    come = [site["id"] for site in sites["added"]] + [move["to"]["id"] for move in sites["moved"]]
    assert (gone, come) == ([closed], [opened]), sites
    (page.folder / "what-if.yaml").write_text(page.run("return maillage.scenario_of(maillage.state)"), encoding="utf-8")
    done = browser.maillage(page.program, "run", "what-if.yaml", "--output", "again", folder=page.folder)
    assert done.returncode == 0, done.stdout
    again = json.loads((page.folder / "again/plan.json").read_text(encoding="utf-8"))
    new = [site["id"] for site in again["sites"]["new"]]
    assert opened in new and closed not in new, new


@test
def the_roads_lie_under_the_map(page):
    lines = page.open().run("return maillage.map.ground.roads.map(function (level) { return level.length; })")
    assert len(lines) == 5 and sum(lines) > 0, lines


@test
def the_keyboard_closes_and_opens_a_site(page):
    page.open()
    name = page.plan["sites"]["new"][0]["name"]
    page.driver.find_element("id", "site").send_keys(name, "\ue007")
    assert name in page.text("#selection")
    page.run("document.getElementById('toggle').focus()")
    for label, state in (("Open a site here", "closed: 1"), ("Close this site", "This is the plan")):
        page.driver.switch_to.active_element.send_keys("\ue007")
        assert page.text("#toggle") == label and state in page.text("#whatif-state")


@test
def nothing_is_wider_than_a_phone(page):
    assert page.width_on_a_phone() <= 375


@test
def every_text_stands_out_from_its_ground(page):
    for language in ("en", "fr"):
        assert page.open(language).pale_texts() == []


@test
def it_prints(page):
    page.open()
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 2, len(pdf)


@test
def names_stay_text(page):
    edit = {"candidates.csv": lambda text: text.replace("Jussy", EVIL).replace("Guise", '"&lt;b>\\"'),
            "people.csv": lambda text: text.replace("Jussy", EVIL),
            "tiny.yaml": lambda text: text.replace("Ten villages", f"'{EVIL}'")}
    evil = Report(page.driver, page.program, page.folder.parent / "evil", edit).open("fr")
    assert evil.complaints() == []
    assert EVIL in evil.text("h1") and evil.run("return document.title") == EVIL
    evil.run("maillage.search_place(arguments[0])", EVIL)
    assert EVIL in evil.text("#answer")
    assert evil.run("return document.scripts.length") == page.open().run("return document.scripts.length")


browser.run_tests(TESTS, lambda driver, folder: Report(driver, pathlib.Path(sys.argv[1]).resolve(), folder / "case"))
