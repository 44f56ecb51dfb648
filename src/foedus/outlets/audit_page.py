"""An audit as a page that stands by itself (HTML, no script, nothing fetched), and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from foedus.answers.audit import Agreement, Audited, ended_rows, in_words, worst
from foedus.outlets.audit_picture import audit_picture, describe

COLUMNS = ("treaty", "title", "source", "number", "party", "in_force", "ended", "how", "agreement", "because", "off",
           "from_term", "shares_its_day_with")  # fmt: skip


def audit_csv(rows: Iterable[Audited]) -> str:
    """Every row as CSV, columns as in the JSON, days as ISO dates, distances in days."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.to_json() for row in rows)
    return stream.getvalue()


STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff }
main { margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
caption { text-align: left; padding: .3rem 0; color: #555 }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
td.days, th.days { text-align: right; white-space: nowrap } td.day { white-space: nowrap }
.wide { overflow-x: auto } td { overflow-wrap: anywhere; min-width: 6rem }
figure { margin: 1rem 0; overflow-x: auto } svg { width: 100%; min-width: 40rem; height: auto }
"""


def audit_html(rows: Sequence[Audited], left_out: Sequence[str] = ()) -> str:
    """The page: how many rows of each class, the picture, the worst ten, then every recorded end."""
    ended = ended_rows(rows)
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Recorded dates beside the computed life</title><style>{STYLE}</style></head><body><main>",
        "<h1>Recorded dates beside the computed life</h1>",
        f"<p>{len(rows)} records of {escape(_sources(rows))}, {len(ended)} of them with an end.</p>",
        *_counts(rows),
        *_picture(rows, ended),
    ]
    if found := worst(rows):
        parts += ["<h2>Furthest from the computed life</h2>", *_table(found, f"The worst {len(found)}")]
    if ended:
        parts += ["<h2>Every recorded end</h2>", *_table(ended, "By class, then by distance")]
    if left_out:
        parts += ["<h2>Left out</h2><ul>", *(f"<li>{escape(text)}</li>" for text in left_out), "</ul>"]
    return "\n".join([*parts, "</main></body></html>", ""])


def _sources(rows: Sequence[Audited]) -> str:
    return ", ".join(dict.fromkeys(row.source for row in rows)) or "no data set"


def counts(rows: Iterable[Audited]) -> list[tuple[Agreement, str, int, int]]:
    """For each class and what has or would explain the dates: how many records with an end, and without."""
    told: Counter[tuple[Agreement, str, bool]] = Counter(
        (row.agreement, _kind(row), row.claim.ended is not None) for row in rows
    )
    order = {agreement: place for place, agreement in enumerate(Agreement)}
    kinds = sorted({key[:2] for key in told}, key=lambda key: (order[key[0]], -told[*key, True], key[1]))
    return [(agreement, kind, told[agreement, kind, True], told[agreement, kind, False]) for agreement, kind in kinds]


def _kind(row: Audited) -> str:
    if row.agreement is Agreement.CONTRADICTS:
        return row.because.partition(" (")[0]
    if row.claim.party is not None and row.agreement is Agreement.READING:
        return row.because.partition(":")[0]
    return row.because if row.agreement is not Agreement.UNEXPLAINED or row.claim.party is not None else ""


def _counts(rows: Sequence[Audited]) -> list[str]:
    caption = "How the records stand to the computed life, and what has or would explain them"
    lines = [f"<div class='wide' tabindex='0'><table><caption>{caption}</caption>"]
    lines += ['<thead><tr><th scope="col">class</th><th scope="col">by</th><th scope="col" class="days">ended</th>']
    lines += ['<th scope="col" class="days">without an end</th></tr></thead><tbody>']
    for agreement, kind, with_end, without in counts(rows):
        cells = f'<td>{escape(kind)}</td><td class="days">{with_end}</td><td class="days">{without}</td>'
        lines.append(f'<tr><th scope="row">{agreement.value}</th>{cells}</tr>')
    return [*lines, "</tbody></table></div>"]


def _picture(rows: Sequence[Audited], ended: Sequence[Audited]) -> list[str]:
    if not any(row.from_term is not None for row in ended):
        return []
    return [
        "<h2>How far the recorded ends lie from the end of a term</h2>",
        f"<figure>{audit_picture(rows)}<figcaption>{escape(describe(rows))}</figcaption></figure>",
    ]


def _table(rows: Sequence[Audited], caption: str) -> list[str]:
    heads = ("treaty", "recorded", "how", "class", "by")
    lines = [f"<div class='wide' tabindex='0'><table><caption>{escape(caption)}</caption><thead><tr>"]
    lines += [f'<th scope="col">{head}</th>' for head in heads]
    lines += ['<th scope="col" class="days">days from the computed day</th>']
    lines += ['<th scope="col" class="days">days from a term</th></tr></thead><tbody>']
    for row in rows:
        claim = row.claim
        cells = [
            f'<th scope="row">{escape(row.title)}</th>',
            f'<td class="day">{escape(_dates(row))}</td>',
            f"<td>{escape(claim.says or claim.how or '')}</td>",
            f"<td>{row.agreement.value}</td>",
            f"<td>{escape(in_words(row))}</td>",
            f'<td class="days">{signed(row.off)}</td>',
            f'<td class="days">{signed(row.from_term)}</td>',
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</tbody></table></div>"]


def _dates(row: Audited) -> str:
    claim = row.claim
    begun = claim.in_force.text if claim.in_force is not None else "…"
    return f"{begun} to {claim.ended.text if claim.ended is not None else '…'}"


def signed(days: int | None) -> str:
    """A distance in days with its sign; nothing for none."""
    return "" if days is None else f"{days:+d}" if days else "0"
