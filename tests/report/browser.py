"""A headless Chromium for tests of the report, and the cases that it opens."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    webdriver = None

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "cli" / "data"


def skip_unless_there():
    """Ends the test as skipped, saying so, where the browser is missing."""
    missing = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    if webdriver is None:
        missing.append("python3-selenium")
    if missing:
        print(f"1..0 # SKIP no browser: {', '.join(missing)} missing")
        sys.exit(0)


def start(folder):
    options = Options()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--window-size=1280,900", "--lang=en", f"--user-data-dir={folder}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


def maillage(program, *arguments, folder):
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
    return subprocess.run([program, *map(str, arguments)], cwd=folder, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def copy_case(folder, edit=None):
    """The ten villages of tests/cli/data with a report; edit: file name -> function on its text."""
    folder.mkdir(parents=True)
    for source in DATA.iterdir():
        text = source.read_text(encoding="utf-8")
        if source.name == "tiny.yaml":
            text += "  formats: [json, html]\n"
        if edit and source.name in edit:
            text = edit[source.name](text)
        (folder / source.name).write_text(text, encoding="utf-8")
    return folder / "tiny.yaml"


PALE_TEXTS = """
function parts(colour) {
  var numbers = colour.match(/[0-9.]+/g).map(Number);
  return numbers.length < 4 ? numbers.concat(1) : numbers;
}
function luminance(colour) {
  var linear = colour.slice(0, 3).map(function (part) {
    var value = part / 255;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
function over(colour, below) {
  return [0, 1, 2].map(function (i) { return colour[3] * colour[i] + (1 - colour[3]) * below[i]; }).concat(1);
}
function behind(element) {
  if (!element) return [255, 255, 255, 1];
  var own = parts(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own : over(own, behind(element.parentElement));
}
var pale = [];
document.querySelectorAll('body *').forEach(function (element) {
  var text = Array.prototype.filter.call(element.childNodes, function (node) {
    return node.nodeType === 3 && node.data.trim();
  });
  var style = getComputedStyle(element);
  if (!text.length || !element.getClientRects().length || style.visibility === 'hidden') return;
  var ground = element.ownerSVGElement ? behind(element.ownerSVGElement.parentElement) : behind(element);
  var ink = over(parts(element.ownerSVGElement ? style.fill : style.color), ground);
  var light = luminance(ink), dark = luminance(ground);
  var contrast = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
  var size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (contrast < (large ? 3 : 4.5)) pale.push(contrast.toFixed(2) + ' ' + text[0].data.trim().slice(0, 40));
});
return pale;
"""


class Page:
    """A page in the browser."""

    def __init__(self, driver, program, path):
        self.driver = driver
        self.program = program
        self.path = path

    def open(self, language="en"):
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get(self.path.as_uri() + "#" + language)
        assert self.run("return document.documentElement.dataset.ready") == "yes"
        return self

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def text(self, selector="body"):
        return self.run("return document.querySelector(arguments[0]).innerText", selector)

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def width_on_a_phone(self):
        self.driver.set_window_size(500, 900)
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": 375, "height": 740, "deviceScaleFactor": 2, "mobile": True})
        self.open()
        width = self.run("return document.documentElement.scrollWidth")
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.set_window_size(1280, 900)
        return width

    def says_everything_in_both_languages(self):
        words = self.open().run("return maillage.words")
        assert sorted(words["en"]) == sorted(words["fr"])
        for language, other in (("en", "fr"), ("fr", "en")):
            self.open(language)
            for lang in (language, other):
                assert self.run("return document.documentElement.lang") == lang
                text = self.text()
                assert words[lang]["h_story"] in text
                for hole in ("undefined", "NaN", "{", "}"):
                    assert hole not in text, (lang, hole)
                self.run("document.getElementById('language').click()")


    def pale_texts(self):
        """Texts whose contrast with what is behind them is below the 4.5 (large ones: 3) of WCAG 2.1 AA."""
        return self.run(PALE_TEXTS)


def run_tests(tests, first_page):
    """Each test gets the page that first_page(driver, folder) makes."""
    skip_unless_there()
    print(f"1..{len(tests)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="maillage-test-") as name:
        folder = pathlib.Path(name)
        driver = start(folder / "profile")
        try:
            page = first_page(driver, folder)
            for number, function in enumerate(tests, 1):
                claim = function.__name__.replace("_", " ")
                try:
                    function(page)
                    print(f"ok {number} - {claim}", flush=True)
                except Exception:
                    failed += 1
                    print(f"not ok {number} - {claim}")
                    print("".join(f"# {line}\n" for line in traceback.format_exc().splitlines()), flush=True)
        finally:
            driver.quit()
    sys.exit(1 if failed else 0)
