"""A page of docs/ as a shell script that does what a reader of it does: YAML goes into the file that the text before it names in
backquotes, commands are run as they stand.

    page.py PAGE [FROM [TO]]    from the heading FROM, up to the heading TO

A comment before a block says what else is to be known of it: `<!-- only shown -->` it is not for the reader to run, `<!-- keeps
running, ready when it says TEXT -->` it is, until the page's next block of that kind, or the end. What a block says is in the file
OUTPUT/NUMBER-OF-ITS-LINE.
"""
import re
import sys

KEEPS = """{ exec %s
} >"$OUTPUT/%d" 2>&1 &
running=$!
until grep -q '%s' "$OUTPUT/%d"; do sleep 0.2; kill -0 $running; done"""
STOP = """stop() {
  if [ -n "${running:-}" ]; then kill $running; wait $running || true; fi
  running=
}
trap stop EXIT"""


def section(text, begin, end):
    lines = text.split("\n")
    first = lines.index(begin) if begin else 0
    last = lines.index(end) if end else len(lines)
    return first, lines[first:last]


def blocks(first, lines):
    """Line, language, text, and what was said before."""
    inside = None
    said = []
    for number, line in enumerate(lines, first + 1):
        fence = re.fullmatch(r"\s*```(\w*)", line)
        if not fence:
            (said if inside is None else inside[3]).append(line)
        elif inside is None:
            inside = (number, fence[1], "\n".join(said), [])
        else:
            yield inside[0], inside[1], "\n".join(inside[3]), inside[2]
            inside, said = None, []


def script(page, begin=None, end=None):
    print("set -euo pipefail")
    print(STOP)
    for number, language, text, before in blocks(*section(open(page).read(), begin, end)):
        mark = re.search(r"<!-- (only shown|keeps running, ready when it says (.+)) -->\s*$", before)
        name = re.findall(r"`([\w./-]+\.yaml)`", before)
        if mark and mark[1] == "only shown" or language not in ("sh", "yaml"):
            continue
        print(f"echo '{page.rsplit('/', 1)[-1]}:{number}' >&3")
        if language == "yaml":
            if not name:
                sys.exit(f"{page}:{number}: the text before the block names no file for it")
            print(f"cat >{name[-1]} <<'END'\n{text}\nEND")
        elif mark:
            print("stop")
            print(KEEPS % (text, number, mark[2], number))
        else:
            print("{ " + text + f'\n}} >"$OUTPUT/{number}" 2>&1')


script(*sys.argv[1:])
