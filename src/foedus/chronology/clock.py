"""A clock time, as it is written."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.chronology.zones import offset_text


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time of one civil day, as written.

    `seconds` since local midnight (86,400 for 24:00), `width` in seconds (60 when written to the minute, 1
    to the second), `zone` the tz name or None, `offset_minutes` east of UTC or None when no offset is
    written. A written offset wins over the zone.
    """

    seconds: int
    width: int = 60
    zone: str | None = None
    offset_minutes: int | None = None

    def __str__(self) -> str:
        hour, minute, second = self.seconds // 3600, self.seconds // 60 % 60, self.seconds % 60
        text = f"{hour:02}:{minute:02}" + (f":{second:02}" if self.width == 1 else "")
        if self.offset_minutes is not None:
            text += " UTC" + (offset_text(self.offset_minutes * 60) if self.offset_minutes else "")
        if self.zone is not None:
            text += f" ({self.zone})" if self.offset_minutes is not None else f" {self.zone}"
        return text
