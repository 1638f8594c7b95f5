"""Every option is in the help, in the manual and in the completion, and nowhere else.

    documented.py MAILLAGE SOURCE-FOLDER
"""
import pathlib
import re
import subprocess
import sys


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def commands(maillage):
    text = run(maillage, "help")
    listed = re.search(r"Commands:\n(.*?)\n\n", text, re.DOTALL).group(1)
    return [re.split(r"\s{2,}", line.strip())[0] for line in listed.splitlines()]


def in_help(maillage, command):
    text = run(maillage, "help", *command.split())
    return set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", text.split("\nOptions:\n")[1]))


def page_of(source, command):
    page = source / "packaging/man" / f"maillage-{command.split()[0]}.1"
    return (page if page.exists() else source / "packaging/man/maillage.1").read_text()


def in_manual(source, command):
    """Of a page for several commands, an item is for those that it names, or for all."""
    found = set()
    for flags, rest in re.findall(r"^\.It Fl (.*)\n(.*)$", page_of(source, command), re.MULTILINE):
        if rest.startswith(".Pq Cm ") and command.split()[-1] not in rest.split()[2:]:
            continue
        found |= {"-" + word for word in re.split(r"[ ,]+", flags.split(" Ar ")[0]) if word}
        found |= {"-" + flags.split()[0]}
    return found


def in_completion(source, command):
    words = ["maillage", *command.split(), "-"]
    script = (f"source {str(source / 'packaging/completion/maillage')!r}; COMP_WORDS=({' '.join(words)}); "
              f"COMP_CWORD={len(words) - 1}; _maillage; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return set(run("bash", "-c", script).split())


def completed_commands(source):
    script = (f"source {str(source / 'packaging/completion/maillage')!r}; COMP_WORDS=(maillage ''); "
              "COMP_CWORD=1; _maillage; printf '%s\\n' \"${COMPREPLY[@]}\"")
    return set(run("bash", "-c", script).split())


def main(maillage, source):
    source = pathlib.Path(source)
    known = commands(maillage)
    claims = [("the completion knows every command", {name.split()[0] for name in known},
               completed_commands(source))]
    for command in known:
        helped = in_help(maillage, command)
        if command != "help":
            claims.append((f"the manual has the options of {command}", helped,
                           in_manual(source, command)))
            claims.append((f"the completion has the options of {command}", helped,
                           in_completion(source, command)))
    print(f"1..{len(claims)}")
    for number, (claim, left, right) in enumerate(claims, 1):
        print(f"{'ok' if left == right else 'not ok'} {number} - {claim}")
        for name in sorted(left ^ right):
            print(f"# {name} is {'missing' if name in left else 'too much'}")


main(sys.argv[1], sys.argv[2])
