"""What engines cost over one process: `python engines.py one|spark|ray [DOCUMENTS]`. Prints one line `name=value` for each figure.

The sample pages, over and over, in 16 Parquet files, are read, cleaned and written. CPU seconds are those of all processes
of the engine; on a machine that does nothing else the wall time says the same.
"""

import os
import pathlib
import sys
import tempfile
import threading
import time

import pyarrow
import pyarrow.parquet

import unisono

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "examples"))
FILES = 16


def write(folder, documents):
    pages = [page.read_text(encoding="utf-8") for page in sorted(HERE.parents[2].glob("examples/news/*.txt"))]
    folder.mkdir()
    for part in range(FILES):
        ids = list(range(part * documents // FILES, (part + 1) * documents // FILES))
        table = pyarrow.table({"id": ids, "text": [pages[nth % len(pages)] for nth in ids]})
        pyarrow.parquet.write_table(table, folder / f"{part:02}.parquet")


def processes():
    """Of this process and all below it: CPU seconds, name and peak of the resident memory in MB."""
    parents, found = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, fields = (entry / "stat").read_text().split(" ", 1)[1].rsplit(")", 1)
                status = (entry / "status").read_text()
            except OSError:
                continue
            fields = fields.split()
            peak = next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM")), 0)
            parents[int(entry.name)] = int(fields[1])
            seconds = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
            found[int(entry.name)] = (seconds, name.strip("("), peak)

    def below(pid):
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    return {pid: it for pid, it in found.items() if below(pid)}


class Watch(threading.Thread):
    """CPU seconds of every process that was there, those that have ended too."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seconds, self.peaks, self.over = {}, {}, threading.Event()

    def look(self):
        for pid, (seconds, name, peak) in processes().items():
            self.seconds[pid], self.peaks[pid] = seconds, (peak, name)

    def run(self):
        while not self.over.wait(0.2):
            self.look()


def measured(name, work):
    watch, start = Watch(), time.perf_counter()
    watch.look()
    before = sum(watch.seconds.values())
    watch.start()
    work()
    wall = time.perf_counter() - start
    watch.over.set()
    watch.join()
    watch.look()
    print(f"{name}_cpu_s={sum(watch.seconds.values()) - before:.1f} wall_s={wall:.1f}", flush=True)
    return watch


def one(source, target, pipeline):
    target.mkdir()
    for path in sorted(source.iterdir()):
        for nth, batch in enumerate(pyarrow.parquet.ParquetFile(path).iter_batches(1000)):
            cleaned = pyarrow.table(pipeline.clean_batch(batch))
            pyarrow.parquet.write_table(cleaned, target / f"{path.stem}-{nth}.parquet")


def main():
    engine = sys.argv[1]
    documents = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    pipeline = unisono.Pipeline.preset("news")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / "in"
        write(source, documents)
        if engine == "one":
            measured("start", lambda: pipeline.clean("a first text"))
            work = lambda target: one(source, target, pipeline)
        elif engine == "spark":
            import spark_clean

            os.environ["PYSPARK_PYTHON"] = sys.executable
            os.environ["PYTHONPATH"] = str(HERE.parent / "examples")
            started = []
            measured("start", lambda: started.append(spark_clean.session("local[2,4]")))
            started[0].sparkContext.setLogLevel("ERROR")
            work = lambda target: spark_clean.clean(started[0].read.parquet(str(source)), pipeline).write.parquet(str(target))
        else:
            import ray
            import ray_clean

            environment = {"env_vars": {"PYTHONPATH": str(HERE.parent / "examples")}}
            measured(
                "start",
                lambda: ray.init(
                    num_cpus=3, include_dashboard=False, object_store_memory=400_000_000, runtime_env=environment, log_to_driver=False
                ),
            )
            ray.data.DataContext.get_current().enable_progress_bars = False
            work = lambda target: ray_clean.clean(
                ray.data.read_parquet(str(source), override_num_blocks=FILES), pipeline
            ).write_parquet(str(target))
        measured("first_run", lambda: work(folder / "out-1"))
        watch = measured("second_run", lambda: work(folder / "out-2"))
        for peak, name in sorted(watch.peaks.values(), reverse=True)[:8]:
            print(f"peak_mb={peak:.0f} of {name}")
        ids = pyarrow.parquet.read_table(folder / "out-2", columns=["id"])["id"].to_pylist()
        assert sorted(ids) == list(range(documents))


if __name__ == "__main__":
    main()
