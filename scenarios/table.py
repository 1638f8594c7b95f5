#!/usr/bin/env python3
"""Runs the scenarios that come with the program and writes the table of what they find.

    ninja -C build && python3 scenarios/table.py           # prints the table
    ninja -C build && python3 scenarios/table.py --write   # puts it into scenarios/README.md

One scenario after the other, each with its own time limit. Seconds are those of a clock and, behind them, those of the
processors: on a busy machine the first are more, and what a time limit ends is worse. The table says how busy it was.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- table.py: begin -->\n", "<!-- table.py: end -->\n"
SCENARIOS = {
    "hauts-de-france": "the best that 150 can do",
    "fewest-sites": "how many sites for everybody?",
    "robust": "how many, also on slower roads?",
    "best-limit-150": "what 150 can promise to everybody",
    "rural-half": "half of all sites rural",
    "fragile-first": "15 minutes where a column marks",
    "phases-2022-2027": "25 a year, which first?",
    "in-project": "sites in project preferred",
    "local-networks": "no site alone, one in each larger EPCI, a share for each département",
    "demo": "10 minutes by car, from roads",
    "bicycle": "20 minutes by bicycle",
    "foot-in-town": "15 minutes on foot, twelve hosts",
    "hosts": "libraries, town halls, public buildings",
    "bridge": "7 minutes, with or without the largest bridge",
}
WORDS = {
    "fewest_sites": "new sites", "most_residents": "residents served", "shortest_guaranteed_time": "min for everybody",
    "shortest_mean_time": "min on average", "most_preferred": "preferred sites", "second_site": "residents with two sites",
}


def run(program, name, folder):
    """plan.json and the seconds of a clock and of the processors."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([program, "run", "-q", "--overwrite", "-o", folder, HERE / f"{name}.yaml"], check=True,
                   stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return plan, time.monotonic() - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def number(goal, key):
    minutes = goal.get("value_min" if key == "value" else "bound_min")
    if minutes is not None:
        return f"{minutes:.2f}"
    return f"{goal[key]:,.0f}"


def proof(goal):
    sure = ", bound certified" if goal["certified"] else ""
    if goal["proven"]:
        return "certified" if goal["certified"] else "proven"
    return f"gap {goal['gap_percent']:g} %{sure}"


def rows(name, plan, clock_s, cpu_s):
    goals = list(plan["goals"])
    if plan["phases"]:
        goals.append(dict(plan["phases"]["order"], goal="over the years", certified=False))
    for i, goal in enumerate(goals):
        words = WORDS.get(goal["goal"], "residents × weight, over the years")
        first = (f"`{name}.yaml`: {SCENARIOS[name]}", len(plan["sites"]["new"]),
                 f"{plan['totals']['plan']['covered_percent']:g} %") if i == 0 else ("", "", "")
        seconds = f"{clock_s:.0f} ({cpu_s:.0f})" if i == 0 else ""
        yield (*first, f"{number(goal, 'value')} {words}", number(goal, "bound"), proof(goal), seconds)


def table(program):
    begin = os.getloadavg()[1]
    lines = ["| scenario | new sites | served | goals, in order | bound | proof | seconds (of processors) |",
             "|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="maillage-table-") as folder:
        for name in SCENARIOS:
            print(name, file=sys.stderr)
            for row in rows(name, *run(program, name, pathlib.Path(folder) / name)):
                lines.append("| " + " | ".join(str(field) for field in row) + " |")
    busy = f"Load of the machine ({os.cpu_count()} processors) while this was measured: {begin:.1f} to {os.getloadavg()[1]:.1f}"
    return "\n".join(lines) + f"\n\n{busy}; a quiet one finds as much or more in the same time.\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(HERE.parent / "build/cli/maillage"))
    parser.add_argument("--write", action="store_true", help="into scenarios/README.md")
    options = parser.parse_args()
    made = table(options.program)
    print(made, end="")
    if options.write:
        text = README.read_text(encoding="utf-8")
        head, rest = text.split(BEGIN)
        README.write_text(head + BEGIN + made + END + rest.split(END)[1], encoding="utf-8")


main()
