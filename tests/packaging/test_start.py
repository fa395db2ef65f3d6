"""What the frozen program leaves to the programs that it starts."""

import pytest

from start import give_back


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({"LD_LIBRARY_PATH": "/opt/pressmark/_internal"}, {}),
        (
            {"LD_LIBRARY_PATH": "/opt/x/_internal:/opt/lib", "LD_LIBRARY_PATH_ORIG": "/opt/lib"},
            {"LD_LIBRARY_PATH": "/opt/lib"},
        ),
        ({"LD_LIBRARY_PATH": "/opt/pressmark/_internal", "LD_LIBRARY_PATH_ORIG": ""}, {"LD_LIBRARY_PATH": ""}),
    ],
)
def test_libraries_are_looked_for_where_they_were_before(before, after):
    environment = {"HOME": "/home/anna", **before}
    give_back(environment)
    assert environment == {"HOME": "/home/anna", **after}
