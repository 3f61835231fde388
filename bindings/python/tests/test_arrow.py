import gc

import pytest
from conftest import TEXTS

pa = pytest.importorskip("pyarrow")

STATUS = ["ok", "null", "ok", "ok", "rejected", "ok"]


def rows(data):
    return pa.table(data).to_pylist()


@pytest.fixture(scope="module")
def expected(pipeline, table):
    return rows(pipeline.clean_batch(table))


def test_rows_are_what_clean_says(pipeline, expected):
    assert [row["status"] for row in expected] == STATUS
    assert [row["id"] for row in expected] == list(range(len(TEXTS)))
    for text, row in zip(TEXTS, expected):
        if text is None:
            assert {row[name] for name in ["text", "language", "status_message"]} == {None} and row["edits"] is None
            continue
        document = pipeline.clean(text)
        assert (row["text"], row["language"]) == (document.text, document.language)
        assert row["language_confidence"] == document.language_confidence
        assert row["status_message"] == document.rejected
        assert [(it["start"], it["end"], it["id"], it["names"]) for it in row["entities"]] == [
            (it.start, it.end, it.id, it.names) for it in document.entities
        ]
        assert [(it["start"], it["end"], it["kind"], it["score"], it["text"]) for it in row["removed_lines"]] == [
            (it.start, it.end, it.kind, it.score, it.text) for it in document.lines if not it.keep
        ]
        assert [
            ((it["source"]["start"], it["source"]["end"]), it["stage"], it["rule"], it["before"], it["after"], it["via"])
            for it in row["edits"]
        ] == [(it.source, it.stage, it.rule, it.before, it.after, it.via) for it in document.edits]


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary(), pa.large_binary()]
)
def test_every_layout(pipeline, table, expected, kind):
    column = pa.array(TEXTS)
    column = column.dictionary_encode() if pa.types.is_dictionary(kind) else column.cast(kind)
    cleaned = pipeline.clean_batch(pa.table({"id": table["id"], "text": column}))
    assert rows(cleaned) == expected


def test_no_buffer_is_copied(pipeline, table):
    batch = table.combine_chunks().to_batches()[0]
    cleaned = pa.record_batch(pipeline.clean_batch(batch))
    assert cleaned["id"].buffers()[1].address == batch["id"].buffers()[1].address
    again = pa.record_batch(pipeline.clean_batch(batch, into="cleaned"))
    assert again["text"].buffers()[2].address == batch["text"].buffers()[2].address
    assert again["cleaned"].to_pylist() == cleaned["text"].to_pylist()


def test_batches_slices_arrays_and_readers(pipeline, table, expected):
    batch = table.combine_chunks().to_batches()[0]
    assert rows(pipeline.clean_batch(batch)) == expected
    assert rows(pipeline.clean_batch(batch.slice(3, 2))) == expected[3:5]
    assert rows(pipeline.clean_batch(table.slice(3, 2))) == expected[3:5]
    without = [{name: value for name, value in row.items() if name != "id"} for row in expected]
    assert rows(pipeline.clean_batch(pa.array(TEXTS))) == without
    assert rows(pipeline.clean_batch(pa.chunked_array([TEXTS[:2], TEXTS[2:]]))) == without
    reader = pa.RecordBatchReader.from_batches(batch.schema, iter([batch.slice(0, 2), batch.slice(2)]))
    stream = pipeline.clean_batch(reader)
    parts = list(stream)
    assert [len(part) for part in parts] == [2, len(TEXTS) - 2]
    assert [row for part in parts for row in rows(part)] == expected
    assert list(stream) == []


def test_a_stream_is_read_once(pipeline, table):
    stream = pipeline.clean_batch(table)
    pa.table(stream)
    with pytest.raises(RuntimeError, match="read before"):
        pa.table(stream)
    # One that nobody reads is released.
    pipeline.clean_batch(table)
    gc.collect()


def test_columns(pipeline, table):
    cleaned = pipeline.clean_batch(table, entities=False, removed_lines=False, edits=False)
    assert cleaned.schema.names == ["id", "text", "language", "language_confidence", "status", "status_message"]
    renamed = table.rename_columns(["id", "body"])
    assert rows(pipeline.clean_batch(renamed, column="body"))[0]["body"] == rows(pipeline.clean_batch(table))[0]["text"]
    schema = pa.schema(pipeline.output_schema(renamed.schema, column="body"))
    assert schema == pa.table(pipeline.clean_batch(renamed, column="body")).schema


def test_wrong_data_is_refused_at_once(pipeline, table):
    with pytest.raises(ValueError, match="no column `text`; there are: id"):
        pipeline.clean_batch(table.select(["id"]))
    with pytest.raises(ValueError, match="holds Int64, not strings"):
        pipeline.clean_batch(table, column="id")
    with pytest.raises(TypeError, match="pyarrow.table"):
        pipeline.clean_batch(["a list"])


def test_no_rows_and_no_type(pipeline, table):
    assert rows(pipeline.clean_batch(table.slice(0, 0))) == []
    assert [row["status"] for row in rows(pipeline.clean_batch(pa.table({"text": pa.nulls(2)})))] == ["null"] * 2


def test_bytes_that_are_no_utf8_are_a_status(pipeline):
    bad = pa.array([b"The port reopened on Monday.", b"caf\xe9"])
    unchecked = pa.Array.from_buffers(pa.string(), 2, bad.buffers())
    for column in [bad, unchecked]:
        cleaned = rows(pipeline.clean_batch(pa.table({"text": column})))
        assert [row["status"] for row in cleaned] == ["ok", "utf8"]
        assert (cleaned[1]["text"], cleaned[1]["status_message"]) == (None, "the text is no UTF-8 from byte 3 on")


def test_polars(pipeline, table, expected):
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(table)
    assert pl.DataFrame(pipeline.clean_batch(frame)).to_dicts() == expected
    assert [row["text"] for row in pl.DataFrame(pipeline.clean_batch(frame["text"])).to_dicts()] == [
        row["text"] for row in expected
    ]
    chunks = pl.concat([frame[:2], frame[2:]], rechunk=False)
    assert pl.DataFrame(pipeline.clean_batch(chunks)).to_dicts() == expected


def test_pandas(pipeline, expected):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"id": range(len(TEXTS)), "text": TEXTS})
    cleaned = pa.table(pipeline.clean_batch(frame)).to_pandas()
    assert list(cleaned["status"]) == STATUS
    assert cleaned["text"][0] == expected[0]["text"]
    assert len(pd.DataFrame.from_arrow(pipeline.clean_batch(frame))) == len(TEXTS)


def test_duckdb(pipeline, table, expected):
    duckdb = pytest.importorskip("duckdb")
    documents = table
    relation = duckdb.sql("select id, text from documents order by id")
    assert rows(pipeline.clean_batch(relation)) == expected
    cleaned = pipeline.clean_batch(documents)
    counted = duckdb.sql("select status, count(*) from cleaned group by status order by status").fetchall()
    assert counted == [("null", 1), ("ok", 4), ("rejected", 1)]
    cleaned = pipeline.clean_batch(documents)
    ids = duckdb.sql("select distinct unnest(entities).id from cleaned where language = 'fr'").fetchall()
    assert ("x-rabat",) in ids
