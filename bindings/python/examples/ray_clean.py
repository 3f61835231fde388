"""Cleans a folder of Parquet files with Ray Data.

    python ray_clean.py IN OUT [--preset news] [--column text] [--glossary mine.tsv] [--workers 2]

Every worker is an actor that builds its pipeline once, when it starts. A glossary of your own travels through the object store,
once to each machine.
"""

import argparse
import pathlib
import tempfile

import pyarrow
import ray

import unisono


class Cleaner:
    """A worker: the pipeline is built here, not for every batch."""

    def __init__(self, toml: str, column: str = "text", glossary: "ray.ObjectRef | None" = None):
        self.column = column
        self.pipeline = unisono.Pipeline.from_toml(toml)
        if glossary is not None:
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "glossary.tsv")
                path.write_text(ray.get(glossary), encoding="utf-8")
                self.pipeline = self.pipeline.with_option("glossary", "layers", [str(path)])

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        return pyarrow.table(self.pipeline.clean_batch(batch, column=self.column))


def clean(dataset: "ray.data.Dataset", pipeline: unisono.Pipeline, workers: int = 2, worker=Cleaner, **options):
    """The same rows with the text cleaned and the columns of `clean_batch`; a bad row says so in `status`."""
    return dataset.map_batches(
        worker,
        fn_constructor_args=(pipeline.to_toml(),),
        fn_constructor_kwargs=options,
        batch_format="pyarrow",
        batch_size=1000,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("input")
    arguments.add_argument("output")
    arguments.add_argument("--preset", default="news")
    arguments.add_argument("--column", default="text")
    arguments.add_argument("--glossary", help="a TSV file of names")
    arguments.add_argument("--workers", type=int, default=2)
    options = arguments.parse_args()
    ray.init(include_dashboard=False)
    more = {"column": options.column}
    if options.glossary:
        more["glossary"] = ray.put(pathlib.Path(options.glossary).read_text(encoding="utf-8"))
    cleaned = clean(ray.data.read_parquet(options.input), unisono.Pipeline.preset(options.preset), options.workers, **more)
    cleaned.write_parquet(options.output)
    print(ray.data.read_parquet(options.output).groupby("status").count().to_pandas())


if __name__ == "__main__":
    main()
