"""On a local Ray cluster: every worker is a process of its own."""

import os
import pathlib

import pytest

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")
import cluster  # noqa: E402
import ray_clean  # noqa: E402

import unisono  # noqa: E402

pytestmark = pytest.mark.ray


@pytest.fixture(scope="module")
def running():
    folders = [str(cluster.EXAMPLES), str(pathlib.Path(__file__).parent)]
    environment = {"PYTHONPATH": os.pathsep.join([*folders, os.environ.get("PYTHONPATH", "")])}
    ray.init(
        address="local",
        num_cpus=3,
        include_dashboard=False,
        object_store_memory=200_000_000,
        runtime_env={"env_vars": environment},
        log_to_driver=False,
    )
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


class Killed(ray_clean.Cleaner):
    """A worker that does not live for ever."""

    def __init__(self, toml, folder):
        super().__init__(toml)
        self.folder = folder

    def __call__(self, batch):
        cluster.note_worker(self.folder)
        if batch["id"][0].as_py() >= cluster.DOCUMENTS // 2:
            cluster.die_once(self.folder)
        return super().__call__(batch)


def test_a_killed_worker_costs_no_row(running, tmp_path):
    cluster.write(tmp_path / "in")
    dataset = ray.data.read_parquet(str(tmp_path / "in"), override_num_blocks=cluster.FILES)
    cleaned = ray_clean.clean(dataset, unisono.Pipeline.preset("news"), worker=Killed, folder=str(tmp_path))
    cleaned.write_parquet(str(tmp_path / "out"))
    rows = ray.data.read_parquet(str(tmp_path / "out")).select_columns(["id", "text", "status"]).take_all()
    cluster.check(rows, tmp_path)


def test_columns_are_typed_and_a_glossary_travels(running):
    names = "#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tSharifian Empire\thistoric\t\t\t\n"
    texts = [{"id": 1, "text": "Ferries left for the Sharifian Empire on Monday, the ministry said. ."}]
    pipeline = unisono.Pipeline.preset("news")
    cleaned = ray_clean.clean(ray.data.from_items(texts), pipeline, workers=1, glossary=ray.put(names))
    (row,) = cleaned.take_all()
    assert [(it["id"], it["names"]["es"]) for it in row["entities"]] == [("MA", "Marruecos")]
    assert row["edits"][0]["rule"] == "space.doubled-stop"
    assert (row["language"], row["status"]) == ("en", "ok")
