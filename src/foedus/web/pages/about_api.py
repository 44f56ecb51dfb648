"""The page on the JSON API: what its own description says of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedus.web.templating import page

router = APIRouter()


@router.get("/api")
def about(request: Request) -> Response:
    """Every operation of the API with its parameters."""
    described: dict[str, Any] = request.app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "api.html", operations=operations)
