"""A tour of the module, cell by cell: run it whole, or open it as a notebook (`# %%` starts a cell)."""

# %% One text
import unisono

pipeline = unisono.Pipeline.preset("news")
article = """Ports reopen in Tangier

By Salma Idrissi

Ferry traffic between Spain and Morocco resumed on Monday morning, the port authority said. . The UK had advised
against all travel\u200b to the region. “We lost two days”, a captain said.

Read more: Ferries
Leave a Reply"""
document = pipeline.clean(article, title="Ports reopen in Tangier")
print(document.text)
print(document.language, document.language_confidence)

# %% Why: every edit has a cause, and the edits applied to the source give the text
print(document.explain())
replayed = document.source
for edit in reversed(document.edits):
    start, end = edit.source
    replayed = replayed[:start] + edit.after + replayed[end:]
assert replayed == document.text

# %% Who and where: one id and three names for each mention; offsets are those of `str`
for entity in document.entities:
    print(document.text[entity.start : entity.end], entity.id, entity.names["fr"], entity.names["es"])

# %% Where a word came from
start = document.text.index("captain")
print(document.source[slice(*document.trace(start, start + 7))])

# %% Names
glossary = unisono.Glossary.builtin()
print(glossary.names("x-un"))
print(glossary.find("Selon l’ONU, les Etats-Unis sont d'accord.", "fr"))

# %% A pipeline of your own
strict = unisono.Pipeline.from_toml("""
version = 1
[[stage]]
use = "unicode"
[[stage]]
use = "boilerplate"
mode = "strict"
""")
print(strict, strict.clean(article).text, sep="\n")

# %% Many texts: anything that speaks Arrow goes in and comes out, without copies
import pyarrow

table = pyarrow.table({"id": [1, 2, 3], "text": [article, None, "El puerto reabrió el lunes, dijo el ministro. ."]})
cleaned = pyarrow.table(pipeline.clean_batch(table))
print(cleaned.select(["id", "language", "status"]).to_pylist())

# %% All cores: the interpreter's lock is not held while a batch is cleaned
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor() as threads:
    batches = threads.map(pipeline.clean_batch, table.to_batches(max_chunksize=2))
    print(pyarrow.Table.from_batches(map(pyarrow.record_batch, batches)).num_rows)
