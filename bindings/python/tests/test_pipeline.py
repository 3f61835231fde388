import copy
import gc
import pathlib
import pickle
import threading
import time

import pytest
from conftest import TEXTS

import unisono
from unisono import Pipeline

ARTICLE = """Ports reopen in Tangier

By Salma Idrissi

Ferry traffic resumed on Monday morning, the port authority said in a statement. . It had been closed for two days.

Read more: Ferries

Source: Tangier Port News"""


def test_a_text_comes_out_with_its_causes(pipeline):
    document = pipeline.clean(TEXTS[0])
    assert document.text == "Rabat et Londres signent un accord.\n\nLe Royaume-Uni a salué le texte lundi."
    assert (document.language, document.shares) == ("fr", {"fr": 1.0})
    assert 0.5 < document.language_confidence <= 1
    assert [entity.names["en"] for entity in document.entities] == ["Rabat", "London", "United Kingdom"]
    assert {edit.stage for edit in document.edits} == {"unicode", "boilerplate"}
    assert str(document) == document.text and document.source == TEXTS[0]


@pytest.mark.parametrize("text", [text for text in TEXTS if text] + [ARTICLE])
def test_edits_applied_to_the_source_give_the_text(pipeline, text):
    document = pipeline.clean(text)
    replayed = document.source
    for edit in reversed(document.edits):
        start, end = edit.source
        assert replayed[start:end] == edit.before
        replayed = replayed[:start] + edit.after + replayed[end:]
        assert document.text[slice(*edit.target)] == edit.after
        assert edit.via[-1] == f"{edit.stage}/{edit.rule}"
    assert replayed == document.text


def test_offsets_are_those_of_str_unless_said_otherwise(pipeline):
    text = TEXTS[5]
    for unit, sliced in {
        "chars": lambda text, start, end: text[start:end],
        "utf8": lambda text, start, end: text.encode()[start:end].decode(),
        "utf16": lambda text, start, end: text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"),
    }.items():
        document = pipeline.clean(text, offsets=unit)
        rabat = [entity for entity in document.entities if entity.id == "x-rabat"]
        assert [sliced(document.text, it.start, it.end) for it in rabat] == ["Rabat"]
        start, end = document.trace(rabat[0].start, rabat[0].end)
        assert sliced(document.source, start, end) == "Rabat"
    assert document.trace(0, 10_000) is None
    with pytest.raises(ValueError, match="chars"):
        pipeline.clean(text, offsets="bytes")


def test_lines_metadata_sentences_suspects(pipeline):
    document = pipeline.clean(ARTICLE)
    kinds = {line.text: (line.keep, line.kind) for line in document.lines}
    assert kinds["Read more: Ferries"] == (False, "related")
    assert all(ARTICLE[line.start : line.end] == line.text for line in document.lines)
    source = document.metadata.source
    assert source.text == "Tangier Port News" and ARTICLE[slice(*source.span)] == source.text
    assert document.metadata.published is None and document.metadata.embeds == []
    sentences = [document.text[start:end] for start, end in document.sentences]
    assert any(sentence.startswith("It had been closed") for sentence in sentences)
    assert document.edits is document.edits
    suspects = Pipeline.preset("unglue").clean("The talks ended The ministers left for Rabat.").suspects
    assert all(suspect.kind and 0 <= suspect.confidence <= 1 for suspect in suspects)
    assert "unicode/space.doubled-stop" in document.explain()
    assert document.rewind("boilerplate").endswith("Tangier Port News")
    assert document.rewind("nothing") is None


def test_what_is_nothing_but_boilerplate_is_rejected_and_kept(pipeline):
    document = pipeline.clean("Leave a Reply\n\nRead more: Ferries")
    assert document.rejected == "boilerplate/all-boilerplate"
    assert document.text
    assert pipeline.clean("The port reopened on Monday, the ministry said.").rejected is None


def test_a_lone_surrogate_is_no_error(pipeline):
    assert pipeline.clean("Le port\ud83d a rouvert lundi.").source == "Le port\ufffd a rouvert lundi."


def test_mistakes_are_told_with_what_is_known():
    with pytest.raises(ValueError, match="known presets: news"):
        Pipeline.preset("gossip")
    with pytest.raises(ValueError, match="known kinds"):
        Pipeline.from_toml('version = 1\n[[stage]]\nuse = "unicod"')
    with pytest.raises(TypeError):
        Pipeline.preset("news").clean(b"bytes")


def test_a_pipeline_travels_as_its_toml(pipeline):
    own = Pipeline.from_toml('version = 1\n[[stage]]\nuse = "boilerplate"\nmode = "strict"\n')
    for one in [pipeline, own]:
        assert Pipeline.from_toml(one.to_toml()).to_toml() == one.to_toml()
        again = pickle.loads(pickle.dumps(one))
        assert again.to_toml() == one.to_toml() and again.stages == one.stages
        assert again.clean(ARTICLE).text == one.clean(ARTICLE).text
        assert copy.copy(one).stages == one.stages
    # A worker that unpickles it for every task builds it once.
    data = pickle.dumps(own)
    assert pickle.loads(data) is pickle.loads(data)


def test_options(pipeline):
    assert 'mode = "strict"' in pipeline.with_option("boilerplate", "mode", "strict").to_toml()
    assert pipeline.with_option("glossary", "nested", True).clean(ARTICLE).text == pipeline.clean(ARTICLE).text
    assert "glossary" not in pipeline.without("glossary").stages
    for stage, option in [("gossip", "mode"), ("boilerplate", "mood")]:
        with pytest.raises(ValueError, match=stage if stage == "gossip" else "mood"):
            pipeline.with_option(stage, option, "strict")


def test_every_preset_is_there():
    names = [name for name, _ in Pipeline.presets()]
    assert names[0] == "news"
    for name in set(names) - {"translate"}:
        assert Pipeline.preset(name).clean("The port reopened on Monday.\r\n").text


def test_the_lock_of_the_interpreter_is_released(pipeline):
    # While one thread cleans a long text another one gets to run.
    text = "The port reopened on Monday, the ministry said. Ferries left for Tangier.\n" * 20_000
    pipeline.clean("warm up")
    ticks, done = 0, threading.Event()
    thread = threading.Thread(target=lambda: (pipeline.clean(text), done.set()))
    started = time.perf_counter()
    thread.start()
    while not done.is_set():
        time.sleep(0.001)
        ticks += 1
    thread.join()
    elapsed = time.perf_counter() - started
    # With the lock held all along this loop would turn once or twice.
    assert elapsed < 0.02 or ticks >= 5


def test_threads_share_a_pipeline(pipeline):
    from concurrent.futures import ThreadPoolExecutor

    expected = pipeline.clean(ARTICLE).text
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: pipeline.clean(ARTICLE).text, range(100))) == {expected}


def test_documents_do_not_leak(pipeline):
    import tracemalloc

    pipeline.clean(ARTICLE).edits
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(200):
        document = pipeline.clean(ARTICLE)
        assert document.edits and document.entities is not None and document.metadata
    del document
    gc.collect()
    assert tracemalloc.get_traced_memory()[0] - before < 50_000
    tracemalloc.stop()


def test_the_stubs_name_what_there_is():
    import ast

    stub = pathlib.Path(unisono.__file__).with_name("__init__.pyi")
    assert stub.with_name("py.typed").exists()
    for node in ast.parse(stub.read_text()).body:
        if not isinstance(node, ast.ClassDef) or node.name.startswith("Arrow"):
            continue
        real = getattr(unisono, node.name)
        stubbed = {it.name for it in node.body if isinstance(it, ast.FunctionDef)}
        stubbed |= {it.target.id for it in node.body if isinstance(it, ast.AnnAssign)}
        public = {name for name in vars(real) if not name.startswith("_")}
        if node.name != "CleanError":
            assert {name for name in stubbed if not name.startswith("_")} == public, node.name
            assert all(hasattr(real, name) for name in stubbed), node.name
    assert set(unisono.__all__) - {"__version__"} <= set(dir(unisono))


def test_the_licences_are_inside():
    import importlib.metadata

    files = {path.name for path in importlib.metadata.files("unisono") or []}
    assert {"NOTICE", "LICENSE-MIT", "LICENSE-APACHE", "LICENSE-UNICODE"} <= files
