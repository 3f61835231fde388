import doctest
import pathlib
import runpy

import pytest

import unisono

HERE = pathlib.Path(__file__).parents[1]


def test_the_examples_of_the_module_and_of_its_readme():
    assert doctest.testmod(unisono).attempted >= 3
    results = doctest.testfile(str(HERE / "README.md"), module_relative=False)
    assert (results.failed, results.attempted > 5) == (0, True)
    assert doctest.testmod(unisono).failed == 0


def test_the_tour_runs(capsys):
    pytest.importorskip("pyarrow")
    runpy.run_path(str(HERE / "examples" / "tour.py"))
    assert "Maroc Marruecos" in capsys.readouterr().out
