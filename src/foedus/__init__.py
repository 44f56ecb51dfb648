"""foedus: treaties as code. What international agreements bind whom, when, until when and why.

Three lines answer a question:

>>> import foedus
>>> found = foedus.status(foedus.library(), "soviet-japanese-neutrality-pact", "1945-08-01")
>>> found.verdict, found.hinges
('some', ('notice-effect',))
"""

from typing import TYPE_CHECKING

from foedus.answers.between import between
from foedus.answers.brief import brief
from foedus.answers.conflicts import conflicts
from foedus.answers.deadlines import deadlines
from foedus.answers.duties import duties
from foedus.answers.fronts import fronts
from foedus.answers.groundwork.finding import Answer, Finding
from foedus.answers.holdings import territory
from foedus.answers.judging import judge
from foedus.answers.listing import listing
from foedus.answers.pairs import pairs
from foedus.answers.portfolio import portfolio
from foedus.answers.status import status
from foedus.answers.timeline import timeline
from foedus.answers.whatif import whatif
from foedus.dossier.library import Library, library
from foedus.dossier.load import load_file, load_text
from foedus.errors import (
    DossierError,
    FoedusError,
    QuestionError,
    TimeTextError,
    TooManyReadings,
    UnknownActor,
)

if TYPE_CHECKING:
    from foedus.answers.audit import audit
    from foedus.answers.relations import relations

__all__ = [
    "Answer",
    "DossierError",
    "Finding",
    "FoedusError",
    "Library",
    "QuestionError",
    "TimeTextError",
    "TooManyReadings",
    "UnknownActor",
    "audit",
    "between",
    "brief",
    "conflicts",
    "deadlines",
    "duties",
    "fronts",
    "judge",
    "library",
    "listing",
    "load_file",
    "load_text",
    "pairs",
    "portfolio",
    "relations",
    "status",
    "territory",
    "timeline",
    "whatif",
]


def __getattr__(name: str) -> object:
    """The questions about whole data sets, read when they are first asked for: no command is slower for them."""
    if name == "audit":
        from foedus.answers.audit import audit

        return audit
    if name == "relations":
        from foedus.answers.relations import relations

        return relations
    raise AttributeError(f"module 'foedus' has no attribute {name!r}")
