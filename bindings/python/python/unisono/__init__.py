"""Cleans scraped news in English, French and Spanish; every edit has a cause.

>>> import unisono
>>> document = unisono.Pipeline.preset("news").clean("Rabat et Londres signent un accord. .")
>>> document.text, document.language
('Rabat et Londres signent un accord.', 'fr')
>>> [edit.rule for edit in document.edits]
['space.doubled-stop']
"""

from functools import lru_cache

from ._native import (
    Batch,
    CleanError,
    Document,
    Edit,
    Embed,
    Entity,
    Found,
    Glossary,
    GlossaryEntity,
    LanguageSpan,
    Line,
    Mention,
    Metadata,
    Pipeline,
    Schema,
    Stream,
    Suspect,
    __version__,
)

__all__ = [
    "Batch",
    "CleanError",
    "Document",
    "Edit",
    "Embed",
    "Entity",
    "Found",
    "Glossary",
    "GlossaryEntity",
    "LanguageSpan",
    "Line",
    "Mention",
    "Metadata",
    "Pipeline",
    "Schema",
    "Stream",
    "Suspect",
    "__version__",
]


@lru_cache(maxsize=8)
def _restored(toml: str) -> Pipeline:
    """A pickled pipeline. An engine unpickles it for every task, and a worker is to build it once."""
    return Pipeline.from_toml(toml)
