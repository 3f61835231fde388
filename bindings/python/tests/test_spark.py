"""On a local Spark cluster: a master, two executors that are processes of their own, and their Python workers."""

import os
import pathlib
import signal
import sys

import pytest

pyspark = pytest.importorskip("pyspark")
import cluster  # noqa: E402
import spark_clean  # noqa: E402

import unisono  # noqa: E402

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The workers find the modules of these tests as a real job would find its own.
    folders = [str(cluster.EXAMPLES), str(pathlib.Path(__file__).parent)]
    os.environ["PYTHONPATH"] = os.pathsep.join([*folders, os.environ.get("PYTHONPATH", "")])
    session = spark_clean.session("local-cluster[2,1,1024]")
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


class Killed:
    """The pipeline, on a worker that does not live for ever."""

    def __init__(self, pipeline, folder, kill):
        self.pipeline, self.folder, self.kill = pipeline, str(folder), kill

    def output_schema(self, *args, **options):
        return self.pipeline.output_schema(*args, **options)

    def clean_batch(self, batch, **options):
        cluster.note_worker(self.folder)
        if batch["id"][0].as_py() >= cluster.DOCUMENTS // 2:
            self.kill(self.folder)
        return self.pipeline.clean_batch(batch, **options)


def kill_executor(folder):
    """Kills the whole executor: the JVM above this worker and above the daemon that forked it."""
    try:
        os.close(os.open(os.path.join(folder, "executor"), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    pathlib.Path(folder, "killed").write_text(str(os.getpid()))
    above = os.getppid()
    while "java" not in pathlib.Path(f"/proc/{above}/comm").read_text():
        above = int(pathlib.Path(f"/proc/{above}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(above, signal.SIGKILL)


@pytest.mark.parametrize("kill", [cluster.die_once, kill_executor], ids=["python worker", "executor"])
def test_a_killed_worker_costs_no_row(spark, tmp_path, kill):
    cluster.write(tmp_path / "in")
    pipeline = Killed(unisono.Pipeline.preset("news"), tmp_path, kill)
    cleaned = spark_clean.clean(spark.read.parquet(str(tmp_path / "in")), pipeline)
    cleaned.write.parquet(str(tmp_path / "out"))
    rows = spark.read.parquet(str(tmp_path / "out")).select("id", "text", "status").collect()
    cluster.check(rows, tmp_path)


def test_columns_are_typed_and_a_glossary_travels(spark, tmp_path):
    names = tmp_path / "mine.tsv"
    names.write_text("#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tSharifian Empire\thistoric\t\t\t\n")
    spark.sparkContext.addFile(str(names))
    frame = spark.createDataFrame([(1, "Ferries left for the Sharifian Empire on Monday, the ministry said. .")], ["id", "text"])
    row = spark_clean.clean(frame, unisono.Pipeline.preset("news"), glossary="mine.tsv").collect()[0]
    assert [(it.id, it.names.es) for it in row.entities] == [("MA", "Marruecos")]
    assert (row.edits[0].stage, row.edits[0].via) == ("unicode", ["unicode/space.doubled-stop"])
    assert (row.language, row.status, row.removed_lines) == ("en", "ok", [])
