"""The shapes of what the API returns, as its OpenAPI description tells them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from foedus.answers.groundwork.finding import Finding


class Shape(BaseModel):
    """Base of the shapes: nothing stands in an answer but what is named."""

    model_config = ConfigDict(extra="forbid")


class ReasonShape(Shape):
    """A conclusion and what it rests on."""

    kind: Literal["clause", "event", "rule", "reading", "computed", "absence"]
    text: str
    source: str = Field("", description="article, source of the record, convention, or who holds the position")
    because: list[ReasonShape] = Field([], description="the reasons below it")


class DetailShape(Shape):
    """A finer answer below another: since when, until when."""

    value: dict[str, Any]
    readings: list[dict[str, str]]


class AnswerShape(Shape):
    """One value that the question has in some readings. An empty reading means: in every one."""

    value: Any
    readings: list[dict[str, str]]
    reasons: list[ReasonShape]
    details: list[DetailShape] = []


class FindingShape(Shape):
    """What a question is answered with."""

    question: str
    verdict: Literal["every", "some", "none"]
    answers: list[AnswerShape]
    hinges: list[str] = Field(description="the disputes whose change alone changes the plain answer")
    disputes: dict[str, str] = Field({}, description="what each dispute asks that is named")
    notes: list[str] = []


class BriefShape(FindingShape):
    """One page on a treaty: the finding on its life, and the sections of the page."""

    about: dict[str, list[str]]
    duties: list[str]
    open_points: list[dict[str, Any]]
    further_disputes: dict[str, str]
    dates: list[AnswerShape]
    statements: list[str]
    sources: list[str]


class EntryShape(Shape):
    """A dossier of the catalogue as it stands on a day."""

    id: str
    title: str
    kind: list[str]
    form: str
    parties: list[str] = Field(description="the negotiating states, by id")
    participants: int
    concluded: list[int]
    in_force: Literal["every", "some", "none"]
    in_force_from: str | None
    in_force_to: str | None
    notice_possible: Literal["every", "some", "none"]
    hinges: list[str]
    disputes: int
    fault: str | None


class LibraryShape(Shape):
    """The dossiers that a search found: `total` of them, those of one page, and how many there are of each sort."""

    on: str
    total: int
    read: int = Field(description="how many dossiers the catalogue holds by now")
    of: int = Field(description="how many there are")
    page: int
    pages: int
    entries: list[EntryShape]
    kinds: dict[str, int]
    parties: dict[str, int]
    decades: dict[str, int]


class ProgressShape(Shape):
    """How far the catalogue is."""

    read: int
    of: int


class ErrorShape(Shape):
    """Why a question was not answered; `details` are further lines, such as the other faults of a dossier."""

    error: str
    details: list[str]


WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorShape, "description": "the question cannot be answered as it was put"},
    404: {"model": ErrorShape, "description": "no such treaty"},
    422: {"model": ErrorShape, "description": "a dossier cannot be used"},
    "default": {"model": ErrorShape, "description": "refused, or given up after its time"},
}
"""What every route of the API may answer beside what it was asked for."""


def told(finding: Finding) -> JSONResponse:
    """A finding as the object that `--json` prints."""
    return JSONResponse(finding.to_json())
