"""The closing line of a test run ("N passed, N failed"), counted from meson's log.

A suite counts with every test that it reports (TAP); one that reports none, or ends otherwise than it reports, counts as one more.
"""
import json
import re
import sys

TAP = re.compile(r"^(not ok|ok)\b[^#\n]*(# *skip)?", re.IGNORECASE | re.MULTILINE)


def reported(text):
    """Passed, failed and skipped as the suite itself says."""
    passed = failed = skipped = 0
    for verdict, skip in TAP.findall(text):
        if skip:
            skipped += 1
        elif verdict.lower() == "ok":
            passed += 1
        else:
            failed += 1
    return passed, failed, skipped


def count(record):
    passed, failed, skipped = reported(record.get("stdout", ""))
    if record["result"] in ("OK", "EXPECTEDFAIL"):
        return passed or (0 if skipped else 1), failed, skipped
    if record["result"] == "SKIP":
        return passed, failed, skipped or 1
    return passed, failed or 1, skipped


def main(path):
    try:
        with open(path, encoding="utf-8") as log:
            counts = [count(json.loads(line)) for line in log if line.strip()]
    except OSError as error:
        print(f"no test ran: {error}", file=sys.stderr)
        counts = [(0, 1, 0)]
    passed, failed, skipped = (sum(column) for column in zip(*counts)) if counts else (0, 1, 0)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


sys.exit(main(sys.argv[1]))
