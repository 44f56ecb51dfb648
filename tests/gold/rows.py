"""The row of a table of cases."""

from typing import NamedTuple


class Ends(NamedTuple):
    """From when to when a treaty (or one party's part) is in force, asked on the day `on`.

    `since` and `until` are ISO days, `until` None where open; `dropped` names events that are left out of the
    record, `added` events that are put into it.
    """

    case: str
    treaty: str
    on: str
    since: str
    until: str | None
    party: str | None = None
    readings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
