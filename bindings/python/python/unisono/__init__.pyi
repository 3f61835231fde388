from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any, Literal, Protocol, Union, final, overload

__version__: str

Offsets = Literal["chars", "utf8", "utf16"]
"""What offsets count: characters as in `str`, UTF-8 bytes or UTF-16 code units."""

class ArrowArray(Protocol):
    """A record batch, or an array of strings, of any library that speaks the Arrow PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...

class ArrowStream(Protocol):
    """A table, a data frame, a reader of batches of any such library."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

class ArrowSchema(Protocol):
    """The schema of any such library."""

    def __arrow_c_schema__(self) -> Any: ...

class CleanError(Exception):
    """A text was not cleaned. `clean_batch` never raises it: there the row's `status` says so."""

    kind: Literal["too-long", "stage", "panic"]

@final
class Pipeline:
    """A chain of stages. Immutable, shared between threads; pickled as its TOML."""

    @staticmethod
    def preset(name: str = "news") -> Pipeline:
        """A built-in pipeline. ValueError with the known names for an unknown one."""

    @staticmethod
    def from_toml(toml: str) -> Pipeline:
        """The pipeline that a TOML text describes. ValueError with place and cause when it describes none."""

    @staticmethod
    def presets() -> list[tuple[str, str]]:
        """Name and purpose of every built-in pipeline."""

    def with_option(self, stage: str, option: str, value: bool | int | float | str | Sequence[str]) -> Pipeline:
        """The same pipeline with an option set in every stage of that kind. ValueError when it has no such stage or the
        stage no such option."""

    def without(self, stage: str) -> Pipeline:
        """The same pipeline without the stages of that kind."""

    def to_toml(self) -> str:
        """The pipeline as TOML."""

    @property
    def stages(self) -> list[str]:
        """The names of the stages in order."""

    def clean(
        self,
        text: str,
        *,
        title: str | None = None,
        site: str | None = None,
        offsets: Offsets = "chars",
    ) -> Document:
        """Cleans one text. `title` is its headline where the record has one, `site` its site or URL.

        A lone surrogate becomes U+FFFD. CleanError when a stage fails; the built-in cleaning stages never do.
        """

    @overload
    def clean_batch(
        self,
        data: ArrowArray,
        *,
        column: str = "text",
        into: str | None = None,
        title: str | None = "title",
        site: str | None = None,
        entities: bool = True,
        removed_lines: bool = True,
        edits: bool = True,
        offsets: Offsets = "chars",
    ) -> Batch:
        """Cleans a batch: the same rows in the same order, all other columns as they were, the text cleaned in its
        place (or in the column `into`), and new columns: `language`, `language_confidence`, `entities`,
        `removed_lines`, `edits`, `status`, `status_message`.

        `status` is `ok`, `rejected` (the text is kept), or, with a null text, `null`, `utf8`, `too-long`, `stage` or
        `panic`. No row raises. ValueError when there is no column of strings of that name.
        """

    @overload
    def clean_batch(
        self,
        data: ArrowStream,
        *,
        column: str = "text",
        into: str | None = None,
        title: str | None = "title",
        site: str | None = None,
        entities: bool = True,
        removed_lines: bool = True,
        edits: bool = True,
        offsets: Offsets = "chars",
    ) -> Stream:
        """The same for a table, a data frame or a reader: batch by batch, as they are asked for."""

    def output_schema(
        self,
        schema: ArrowSchema,
        *,
        column: str = "text",
        into: str | None = None,
        entities: bool = True,
        removed_lines: bool = True,
        edits: bool = True,
    ) -> Schema:
        """The schema of what `clean_batch` makes of data of this schema."""

@final
class Batch:
    """A cleaned record batch. `pyarrow.record_batch(it)`, `polars.DataFrame(it)`: no buffer is copied."""

    @property
    def schema(self) -> Schema: ...
    def __len__(self) -> int: ...
    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...

@final
class Stream:
    """Batches that are cleaned as they are asked for: `pyarrow.table(it)`, `polars.DataFrame(it)`, or a loop. It can be
    read once."""

    @property
    def schema(self) -> Schema: ...
    def __iter__(self) -> Iterator[Batch]: ...
    def __next__(self) -> Batch: ...
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __arrow_c_schema__(self) -> Any: ...

@final
class Schema:
    """The schema of a batch. `pyarrow.schema(it)`."""

    @property
    def names(self) -> list[str]: ...
    def __arrow_c_schema__(self) -> Any: ...

@final
class Document:
    """A cleaned text and all that is known of it. Lists are made when they are first asked for."""

    @property
    def text(self) -> str:
        """The cleaned text."""

    @property
    def source(self) -> str:
        """The text as it came in."""

    @property
    def language(self) -> str:
        """BCP 47 code; `und` when it is no language or an unknown one."""

    @property
    def language_confidence(self) -> float:
        """Probability that the language is right, 0 to 1."""

    @property
    def shares(self) -> dict[str, float]:
        """Share of the letters in each language."""

    @property
    def languages(self) -> tuple[LanguageSpan, ...]:
        """Spans of the text in one language each: sorted, disjoint, covering every letter."""

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of every sentence of the text."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Mentions of the text, in order."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every non-blank line of the source, kept or not."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every change, sorted and disjoint. Applied to the source they give the text exactly."""

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """What looks wrong in the text but was left alone."""

    @property
    def metadata(self) -> Metadata:
        """What the article says about itself."""

    @property
    def rejected(self) -> str | None:
        """`stage/rule` when a stage rejected the text as a whole; it is kept all the same."""

    @property
    def translation(self) -> str | None:
        """The text in another language, where the pipeline has a stage `translate`."""

    def explain(self) -> str:
        """What was changed, where and why, for people."""

    def rewind(self, stage: str) -> str | None:
        """The text as it was before the first stage of that name; None when there was none."""

    def trace(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span of the text came from in the source; None outside the text."""

    def __str__(self) -> str: ...

@final
class Entity:
    """A mention of an entity in the cleaned text: the name alone, without article or `'s`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def id(self) -> str:
        """Stable across languages, forms and versions."""

    @property
    def kind(self) -> str:
        """`country`, `region`, `subdivision`, `city`, `place`, `person`, `org`, `media`, `agreement`, `event`, `product` or
        `demonym`."""

    @property
    def names(self) -> dict[str, str]:
        """The preferred names in `en`, `fr` and `es`; none is empty."""

    @property
    def confidence(self) -> float: ...

@final
class Edit:
    """A change from the source to the text, with its cause."""

    @property
    def source(self) -> tuple[int, int]: ...
    @property
    def target(self) -> tuple[int, int]: ...
    @property
    def stage(self) -> str:
        """The last stage, where several took part."""

    @property
    def rule(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def via(self) -> list[str]:
        """Every `stage/rule` that took part, in order."""

@final
class Line:
    """A line of the source."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def keep(self) -> bool:
        """False when nothing visible of it is left in the text."""

    @property
    def kind(self) -> str: ...
    @property
    def score(self) -> float:
        """Probability that it is text of the article, 0 to 1."""

    @property
    def text(self) -> str: ...

@final
class Suspect:
    """What looks wrong in the text but was left alone."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def suggestion(self) -> str | None: ...
    @property
    def confidence(self) -> float: ...

@final
class LanguageSpan:
    """A stretch of the text in one language."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def language(self) -> str: ...
    @property
    def confidence(self) -> float: ...

@final
class Found:
    """A value and where it stands in the source."""

    @property
    def text(self) -> str: ...
    @property
    def span(self) -> tuple[int, int] | None: ...
    @property
    def iso(self) -> str | None:
        """A date in ISO 8601, where it is unambiguous."""

@final
class Embed:
    """A post of a social network that was embedded in the article."""

    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str | None: ...
    @property
    def handle(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def links(self) -> list[str]: ...
    @property
    def span(self) -> tuple[int, int] | None: ...

@final
class Metadata:
    """What an article says about itself."""

    @property
    def title(self) -> Found | None: ...
    @property
    def byline(self) -> Found | None: ...
    @property
    def published(self) -> Found | None: ...
    @property
    def updated(self) -> Found | None: ...
    @property
    def section(self) -> Found | None: ...
    @property
    def source(self) -> Found | None: ...
    @property
    def copyright(self) -> Found | None: ...
    @property
    def captions(self) -> list[Found]: ...
    @property
    def embeds(self) -> list[Embed]: ...

@final
class Glossary:
    """Dictionaries, ready to find names."""

    @staticmethod
    def builtin() -> Glossary:
        """The dictionaries of the package. Prepared once for each process."""

    @staticmethod
    def builtin_with(paths: Sequence[Union[str, PathLike[str]]]) -> Glossary:
        """The same with TSV files of your own over them. ValueError with file and line for a wrong one."""

    def find(
        self,
        text: str,
        language: str,
        *,
        short_forms: bool = False,
        fuzzy: bool = False,
        nested: bool = False,
        offsets: Offsets = "chars",
    ) -> list[Mention]:
        """The names in a text of that language, in order.

        `short_forms` links a last name behind the whole one, `fuzzy` takes one wrong letter, `nested` also reports names
        inside longer ones.
        """

    def entity(self, id: str) -> GlossaryEntity:
        """The entity with this id; KeyError when there is none."""

    def names(self, id: str) -> dict[str, str]:
        """Its preferred names in `en`, `fr` and `es`; KeyError when there is none."""

    def entities(self) -> list[GlossaryEntity]:
        """All entities, in the order of their ids."""

    def __contains__(self, id: str) -> bool: ...
    def __len__(self) -> int: ...

@final
class GlossaryEntity:
    """Something with a name: a country, a city, a person, an institution."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> str | None:
        """Id of what it belongs to: of a city, the country."""

    @property
    def wikidata(self) -> str | None: ...
    @property
    def names(self) -> dict[str, str]: ...

@final
class Mention:
    """A name that was found in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def entity(self) -> GlossaryEntity: ...
    @property
    def kind(self) -> str:
        """The entity's kind, or `demonym`."""

    @property
    def role(self) -> str:
        """`preferred`, `formal`, `alias`, `acronym`, `demonym`, `historic`, `misspelling`, `forbidden` or `flag`."""

    @property
    def confidence(self) -> float: ...
