"""Cleans a folder of Parquet files with Spark.

    python spark_clean.py IN OUT [--preset news] [--column text] [--glossary mine.tsv] [--master local[2,4]]

The pipeline travels to the workers as its TOML and is built once in each of them, whatever the number of tasks. A glossary of
your own travels as a file, once to each machine.
"""

import argparse
from functools import lru_cache

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

import unisono


@lru_cache(maxsize=1)
def with_glossary(pipeline: unisono.Pipeline, name: str) -> unisono.Pipeline:
    """The pipeline with a glossary that was sent to this machine; compiled once in each worker."""
    return pipeline.with_option("glossary", "layers", [SparkFiles.get(name)])


def clean(frame: DataFrame, pipeline: unisono.Pipeline, column: str = "text", glossary: str | None = None) -> DataFrame:
    """The same rows with the text cleaned and the columns of `clean_batch`; a bad row says so in `status`."""
    schema = pyarrow.schema(pipeline.output_schema(to_arrow_schema(frame.schema), column=column))

    def cleaned(batches):
        chain = with_glossary(pipeline, glossary) if glossary else pipeline
        for batch in batches:
            yield pyarrow.record_batch(chain.clean_batch(batch, column=column))

    return frame.mapInArrow(cleaned, from_arrow_schema(schema))


def session(master: str) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("unisono").config("spark.ui.enabled", "false")
    # 10,000 articles of 5 kB, the default, are 50 MB a batch; from some 16 documents on a batch costs nothing.
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
    # A Python worker lives on for the next task, and so does the pipeline that it has built.
    return builder.config("spark.python.worker.reuse", "true").getOrCreate()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("input")
    arguments.add_argument("output")
    arguments.add_argument("--preset", default="news")
    arguments.add_argument("--column", default="text")
    arguments.add_argument("--glossary", help="a TSV file of names")
    # Four attempts for each task: plain `local[2]` gives up when a worker is lost.
    arguments.add_argument("--master", default="local[2,4]")
    options = arguments.parse_args()
    spark = session(options.master)
    glossary = None
    if options.glossary:
        spark.sparkContext.addFile(options.glossary)
        glossary = options.glossary.rsplit("/", 1)[-1]
    frame = spark.read.parquet(options.input)
    cleaned = clean(frame, unisono.Pipeline.preset(options.preset), options.column, glossary)
    cleaned.write.parquet(options.output)
    spark.read.parquet(options.output).groupBy("status").count().show()


if __name__ == "__main__":
    main()
