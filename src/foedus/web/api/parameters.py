"""The parameters that several questions of the API take."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

Party = Annotated[str, Query(max_length=80, description="a party, by id or name")]
Start = Annotated[str, Query(alias="from", max_length=64, description="from this day; today by default")]
End = Annotated[str, Query(alias="to", max_length=64, description="to this day")]
Transit = Annotated[str, Query(max_length=40, description="how long a notice is on its way, as 5 days")]
