import pytest

from pathway_economics import plot


def test_one_marker_per_arrangement_and_party(silo, block, ax):
    plot.arrangements([silo, block], silo, ax=ax)
    markers = {line.get_label(): line for line in ax.lines if line.get_marker() not in ("", "None")}
    # Under the block the ICB neither gains nor loses; the trust keeps 20 x 4,328 x 0.25 a year.
    assert list(markers["Block"].get_xdata()) == pytest.approx([0.0, 43.28, -31.0, 12.28])
    assert markers["Silo"].get_marker() != markers["Block"].get_marker()


def test_the_public_purse_is_indifferent_to_who_pays_whom(silo, block, ax):
    plot.arrangements([silo, block], silo, ax=ax)
    ends = [line.get_xdata()[-1] for line in ax.lines if line.get_label() in ("Silo", "Block")]
    assert ends[0] == pytest.approx(ends[1])
