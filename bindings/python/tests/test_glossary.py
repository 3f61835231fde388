import pytest

from unisono import Glossary


@pytest.fixture(scope="module")
def glossary():
    return Glossary.builtin()


def test_names_by_id(glossary):
    assert glossary.names("MA") == {"en": "Morocco", "fr": "Maroc", "es": "Marruecos"}
    assert glossary.names("x-interior-ministry_IT")["fr"] == "ministère de l'Intérieur d'Italie"
    assert "x-un" in glossary and "x-nobody" not in glossary
    with pytest.raises(KeyError, match="x-nobody"):
        glossary.names("x-nobody")


def test_entities(glossary):
    rabat = glossary.entity("x-rabat")
    assert (rabat.id, rabat.kind, rabat.parent) == ("x-rabat", "city", "MA")
    assert len(glossary.entities()) == len(glossary) > 500


def test_names_in_a_text(glossary):
    text = "Selon l’ONU, les Etats-Unis sont d'accord."
    found = glossary.find(text, "fr")
    assert [text[it.start : it.end] for it in found] == ["ONU", "Etats-Unis"]
    assert [it.entity.names["es"] for it in found] == ["ONU", "Estados Unidos"]
    assert found[0].role == "preferred"
    with pytest.raises(ValueError):
        glossary.find(text, "not a language")


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("#! format=1\nid\tlang\tform\trole\tflags\tgram\tsource\nMA\ten\tSharifian Empire\thistoric\t\t\t\n")
    mine = Glossary.builtin_with([path])
    assert [it.entity.id for it in mine.find("the Sharifian Empire", "en")] == ["MA"]
    path.write_text("#! format=1\nnonsense\n")
    with pytest.raises(ValueError, match="mine.tsv"):
        Glossary.builtin_with([path])
