"""Packing: Arrow batches as bytes, and back: how they go to another process, or to a worker of Spark."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa


def packed(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> bytes:
    """Batches of one schema as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def unpacked(stream: bytes) -> list[pa.RecordBatch]:
    """The batches of an Arrow stream."""
    return list(pa.ipc.open_stream(stream))
