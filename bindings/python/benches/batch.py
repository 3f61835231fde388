"""What Python costs: `python batch.py [DOCUMENTS]`. Prints one line `name=value` for each figure, from medians of CPU time.

The same texts as `cargo bench -p unisono-arrow -- DOCUMENTS`: the sample pages, over and over.
"""

import pathlib
import statistics
import sys
import time

import pyarrow

import unisono

ROUNDS = 5


def median(work, times=1):
    figures = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(times):
            work()
        figures.append((time.process_time() - start) / times)
    return statistics.median(figures)


def main():
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pages = sorted(pathlib.Path(__file__).parents[3].glob("examples/news/*.txt"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    texts = [texts[nth % len(texts)] for nth in range(documents)]
    bytes_ = sum(len(text.encode()) for text in texts)
    print(f"documents={documents} bytes={bytes_}")
    batch = pyarrow.record_batch({"text": texts})
    pipeline = unisono.Pipeline.preset("news")
    pipeline.clean(texts[0])

    none = batch.slice(0, 0)
    print(f"call_us={median(lambda: pipeline.clean_batch(none), 200) * 1e6:.2f}")
    there_and_back = median(lambda: pyarrow.record_batch(pipeline.clean_batch(none)), 200)
    print(f"call_and_back_us={there_and_back * 1e6:.2f}")
    few = batch.slice(0, min(documents, 1000))
    for name, columns in [
        ("all_columns", {}),
        ("text_and_language", {"entities": False, "removed_lines": False, "edits": False}),
    ]:
        for rows, size in [(batch, documents), (batch, 1000), (few, 16), (few, 1)]:
            batches = [rows.slice(at, size) for at in range(0, len(rows), size)]
            seconds = median(lambda: [pyarrow.record_batch(pipeline.clean_batch(it, **columns)) for it in batches])
            print(f"{name}_of_{size}_mb_s={bytes_ * len(rows) / documents / 1e6 / seconds:.1f}", flush=True)
    few = texts[:1000]
    seconds = median(lambda: [pipeline.clean(text).text for text in few])
    print(f"clean_mb_s={bytes_ * len(few) / documents / 1e6 / seconds:.1f}")


if __name__ == "__main__":
    main()
