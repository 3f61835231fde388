import pytest

import unisono

TEXTS = [
    "Rabat et Londres signent un accord. .\r\n\r\nLe Royaume-Uni a salué le texte lundi.\r\n\r\nConnectez-vous",
    None,
    "",
    "La reunión se celebró en Marruecos el lunes, dijo el ministro\u200b.",
    "Leave a Reply\n\nRead more: Ferries",
    "🇲🇦 L’été à Rabat : le ministère a annoncé lundi la réouverture du port.",
]


@pytest.fixture(scope="session")
def pipeline():
    return unisono.Pipeline.preset("news")


@pytest.fixture(scope="session")
def table():
    pyarrow = pytest.importorskip("pyarrow")
    return pyarrow.table({"id": range(len(TEXTS)), "text": TEXTS})
