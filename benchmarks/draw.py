# SPDX-License-Identifier: Apache-2.0
"""Draws docs/performance.svg from the results of a run: how many times the time of each other lawful takes."""
import math
from html import escape

SHOWN = [
    ("check", "known, uniform", "a check"), ("check", "beside servers", "a check, beside servers"),
    ("check", "unknown", "a check, unknown"),
    ("check", "as of", "a check as of a past instant"), ("screen", "given", "screen of given addresses"),
    ("screen", "by purpose", "screen by purpose"), ("record", "one durable event", "one durable event"),
    ("record", "one durable denial", "one durable denial"), ("record", "batch of 1000,", "batch of 1,000 events"),
    ("release", "", "release of a hundred"), ("import", "", "import of a list"), ("erase", "", "erasure"),
    ("audit", "export", "audit export"), ("audit", "verify", "audit verify"),
    ("retention", "plan, one", "retention plan"),
]
SERIES = [("floor", "the floor", "#7c6fd0"), ("naive SQLite", "hand-written SQLite", "#d9822b"),
          ("tuned SQLite", "tuned SQLite", "#b5487a"), ("PostgreSQL", "PostgreSQL 15", "#2f8f83"),
          ("Redis", "Redis", "#c23b3b")]
LEFT, RIGHT, ROW, TOP = 230, 40, 30, 92
WIDTH = 860

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f } .title { font-size: 17px; font-weight: 600 }
.small { font-size: 11px; fill: #57606a } .grid { stroke: #d0d7de } .one { stroke: #24292f; stroke-width: 1.5 }
.page { fill: #ffffff } .band { fill: #f6f8fa }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .small { fill: #9da7b3 } .grid { stroke: #3d444d }
.one { stroke: #e6edf3 } .page { fill: #0d1117 } .band { fill: #161b22 } }
"""


def shown(results):
    for group, start, words in SHOWN:
        found = [case for run in results["runs"] if run["program"] == "lawful_bench" and not run["only_first"]
                 for case in run["cases"] if case["group"] == group and case["work"].startswith(start)]
        if found:
            yield words, found[0]


def points_of(case):
    for start, words, colour in SERIES:
        for side in case["sides"][1:]:
            if side["name"].startswith(start):
                yield words, colour, side["ratio"]
                break


def shape(kind, x, y, colour, words):
    """Shapes differ too, for who does not see the colours."""
    title = f"<title>{escape(words)}</title>"
    if kind == 0:
        return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="{colour}">{title}</rect>'
    if kind == 1:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{colour}">{title}</circle>'
    corners = {2: (0, -7, 6, 5, -6, 5), 3: (0, -7, 7, 0, 0, 7, -7, 0), 4: (-6, -5, 6, -5, 0, 7)}[kind]
    path = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in zip(corners[::2], corners[1::2]))
    return f'<polygon points="{path}" fill="{colour}">{title}</polygon>'


def grid(scale, bottom, low, high):
    for power in range(low, high + 1):
        x = scale(10 ** power)
        label = f"{10 ** power:,} x" if power >= 0 else f"1/{10 ** -power:,}"
        kind = "one" if power == 0 else "grid"
        yield f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{bottom}"/>'
        yield f'<text class="small" text-anchor="middle" x="{x:.1f}" y="{bottom + 16}">{label}</text>'


def legend():
    for number, (_, words, colour) in enumerate(SERIES):
        x = 20 + number * 165
        yield shape(number, x + 6, 62, colour, words) + f'<text x="{x + 18}" y="66">{words}</text>'


def row(number, words, case, scale):
    y = TOP + ROW * number + ROW / 2
    band = f'<rect class="band" x="0" width="{WIDTH}" y="{y - ROW / 2:.1f}" height="{ROW}"/>' if number % 2 == 0 else ""
    name = f'<text text-anchor="end" x="{LEFT - 14}" y="{y + 4:.1f}">{escape(words)}</text>'
    kinds = [series[1] for series in SERIES]
    marks = []
    for peer, colour, (low, middle, high) in points_of(case):
        marks.append(f'<line x1="{scale(low):.1f}" x2="{scale(high):.1f}" y1="{y:.1f}" y2="{y:.1f}" '
                     f'stroke="{colour}" stroke-width="2"/>')
        said = f"{words}: {middle:.3g} x the time of {peer}"
        marks.append(shape(kinds.index(peer), scale(middle), y, colour, said))
    return band, name + "".join(marks)


def picture(results):
    rows = list(shown(results))
    ratios = [value for _, case in rows for _, _, ratio in points_of(case) for value in ratio] or [1]
    low, high = math.floor(math.log10(min(ratios + [0.5]))), math.ceil(math.log10(max(ratios + [2])))
    def scale(value):
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(value) - low) / (high - low)
    bottom = TOP + ROW * len(rows)
    height = bottom + 46
    drawn = [row(number, words, case, scale) for number, (words, case) in enumerate(rows)]
    about = results["machine"]
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
             'aria-label="Time of lawful as a multiple of the time of others">', f"<style>{STYLE}</style>",
             f'<rect class="page" width="{WIDTH}" height="{height}"/>',
             '<text class="title" x="20" y="30">Time of lawful, as a multiple of the time of&#8230;</text>',
             f'<text class="small" text-anchor="end" x="{WIDTH - 20}" y="30">'
             'left of 1 x lawful is faster; bars are quartiles</text>',
             *legend(), *(band for band, _ in drawn), *grid(scale, bottom, low, high), *(marks for _, marks in drawn),
             f'<text class="small" x="20" y="{height - 8}">{escape(results["command"].strip())}, {about["date"]}, '
             f'commit {escape(about["commit"])}</text>', "</svg>"]
    return "\n".join(parts) + "\n"
