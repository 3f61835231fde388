"""What a panic does. Needs the module built with `--features faults`, which adds a stage that panics on a marker."""

import pytest

import unisono
from unisono import Pipeline, _native

pytestmark = pytest.mark.skipif(not _native._FAULTS, reason="built without the feature `faults`")

TOML = 'version = 1\nlanguage = false\n[[stage]]\nuse = "unicode"\n[[stage]]\nuse = "panics"\non = "boom"\n'


def test_a_panic_is_an_exception():
    pipeline = Pipeline.from_toml(TOML)
    with pytest.raises(unisono.CleanError, match="met the marker") as caught:
        pipeline.clean("a boom b")
    assert caught.value.kind == "panic" and isinstance(caught.value, Exception)
    assert pipeline.clean("a\r\nb").text == "a\nb"


def test_a_panic_is_a_row():
    pa = pytest.importorskip("pyarrow")
    texts = ["a\r\nb", "boom", "c\r\nd"]
    for data in [pa.table({"text": texts}), pa.record_batch({"text": texts})]:
        cleaned = pa.table(Pipeline.from_toml(TOML).clean_batch(data)).to_pylist()
        assert [row["status"] for row in cleaned] == ["ok", "panic", "ok"]
        assert [row["text"] for row in cleaned] == ["a\nb", None, "c\nd"]
        assert cleaned[1]["status_message"] == "a stage panicked: met the marker"
