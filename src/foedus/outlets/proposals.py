"""Proposals of rules for late joiners as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from foedus.answers.infer import Proposal

COLUMNS = ("treaty", "title", "rule", "clause", "explained", "late_joiners", "founders", "successors", "bound_early",
           "incomplete", "conflicting", "rivals", "next_best", "next_best_explained")  # fmt: skip


def proposals_csv(proposals: Iterable[Proposal]) -> str:
    """A row for each convention; the rule and its clause are empty where the dates show none."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in proposals:
        rule = one.rule
        writer.writerow(
            (
                one.treaty,
                one.title,
                rule.words if rule else "",
                rule.clause if rule else "",
                one.explained,
                len(one.late),
                one.founders,
                one.successors,
                len(one.early),
                one.incomplete,
                len(one.conflicting),
                "; ".join(rival.words for rival in one.rivals),
                one.next_best[0].words if one.next_best else "",
                one.next_best[1] if one.next_best else "",
            )
        )
    return stream.getvalue()
