"""What the tests on clusters share: documents, a worker that is killed once, and what has to hold at the end."""

import os
import pathlib
import signal
import sys

EXAMPLES = pathlib.Path(__file__).parents[1] / "examples"
sys.path.insert(0, str(EXAMPLES))

DOCUMENTS = 8_000
FILES = 16

SENTENCES = [
    "Le port de Tanger a rouvert lundi matin, selon le ministère. .",
    "Ferry traffic resumed on Monday, the port authority said\u200b.",
    "El puerto reabrió el lunes, dijo el ministro de Marruecos.",
]


def text(nth: int) -> str:
    body = "\r\n\r\n".join(SENTENCES[(nth + step) % 3] for step in range(1 + nth % 5))
    return f"{body}\r\n\r\nNo. {nth} of Rabat.\r\n\r\nLeave a Reply"


def write(folder: pathlib.Path, documents: int = DOCUMENTS) -> None:
    import pyarrow
    import pyarrow.parquet

    folder.mkdir()
    each = documents // FILES
    for nth in range(FILES):
        ids = range(nth * each, (nth + 1) * each)
        table = pyarrow.table({"id": ids, "text": [text(it) if it % 1000 else None for it in ids]})
        pyarrow.parquet.write_table(table, folder / f"part-{nth:02}.parquet")


def die_once(folder: str, chance: bool = True) -> None:
    """Kills the worker that calls it, as if the machine had taken it away: the first one that gets here, and only that."""
    if not chance:
        return
    try:
        mark = os.open(os.path.join(folder, "killed"), os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return
    os.write(mark, str(os.getpid()).encode())
    os.close(mark)
    os.kill(os.getpid(), signal.SIGKILL)


def note_worker(folder: str) -> None:
    pathlib.Path(folder, f"worker-{os.getpid()}").touch()


def check(rows, folder: pathlib.Path, documents: int = DOCUMENTS) -> None:
    """A worker died, another one worked on, and every id is there exactly once with the text that `clean` gives."""
    import unisono

    killed = (folder / "killed").read_text()
    workers = {path.name.removeprefix("worker-") for path in folder.glob("worker-*")}
    assert killed in workers and len(workers) >= 2, (killed, workers)
    ids = sorted(row["id"] for row in rows)
    assert ids == list(range(documents)), f"{len(ids)} rows, {len(set(ids))} different ids"
    pipeline = unisono.Pipeline.preset("news")
    for row in rows:
        if row["id"] % 1000 == 0:
            assert (row["text"], row["status"]) == (None, "null")
        elif row["id"] % 7 == 0:
            assert row["text"] == pipeline.clean(text(row["id"])).text
        if row["text"] is not None:
            assert row["status"] == "ok" and "\r" not in row["text"] and "Leave a Reply" not in row["text"]
