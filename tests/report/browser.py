"""A headless Chromium for tests of the report, and the cases that it opens."""
import os
import pathlib
import shutil
import subprocess
import sys

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
        sys.exit(77)


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
