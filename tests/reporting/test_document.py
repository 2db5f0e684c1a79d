import re

import pytest

import pathway_economics as pe
from pathway_economics.errors import InvalidModel
from pathway_economics.reporting import Report, report
from reporting.waiting_room import clinic


@pytest.fixture
def page(model, silo, block):
    return report(model, [silo, block], threshold=20_000, scenarios={"Half effect": [silo]})


def test_text_is_escaped(page):
    assert "<script" not in page.html
    assert "&lt;script&gt;" in page.html
    assert "<b>nobody" not in page.html


def test_nothing_is_asked_of_the_network(page):
    assert re.findall(r"<(?:script|link|iframe|object|embed)\b", page.html) == []
    assert all(src.startswith("data:") for src in re.findall(r'src="([^"]*)"', page.html))
    assert all(href.startswith("#") for href in re.findall(r'href="([^"]*)"', page.html))
    assert "url(" not in page.html
    assert "@import" not in page.html


def test_the_answer_comes_first(page):
    body = page.html[page.html.index("<body>") :]
    assert len(page.answer) == 3
    first_table = body.index("<table")
    for sentence in page.answer:
        assert body.index(sentence.replace("'", "&#39;")) < first_table


def test_every_part_is_there(page):
    links = re.findall(r'href="#(\w+)"', page.html)
    assert links
    for place in links:
        assert f'id="{place}"' in page.html
    for party in ("ICB", "Acute trust", "Community trust", "Supplier", "Patients"):
        assert re.search(rf"<h3>{party} ", page.html)
    for text in ("Half effect", "The ICB pays", "assumption", "Run record", "of a loss"):
        assert text in page.html


def test_every_picture_is_described(page):
    images = re.findall(r"<img [^>]*>", page.html)
    assert images
    assert all(re.search(r'alt="[^"]+"', image) for image in images)


def test_small_enough_to_send(page):
    assert len(page.html) < 3_000_000


def test_the_same_page_every_time(model, silo, block):
    assert report(model, [silo, block]).html == report(model, [silo, block]).html


def test_without_arrangements_it_tells_costs_and_health(model, run):
    page = report(model, [], outcomes=run, threshold=20_000)
    assert "not who pays" in page.answer[0]
    assert 'id="value"' in page.html
    assert 'id="verdicts"' not in page.html


def test_nothing_to_report_on(model):
    with pytest.raises(InvalidModel, match="outcomes"):
        report(model, [])


def test_save_writes_the_page(tmp_path, page):
    written = page.save(tmp_path / "report.html")
    assert written.read_text(encoding="utf-8") == page.html
    assert [item.name for item in tmp_path.iterdir()] == ["report.html"]


def test_a_notebook_shows_it_in_a_frame():
    shown = Report("T", '<p class="a">x</p>')._repr_html_()
    assert shown.startswith("<iframe")
    assert "&lt;p class=&quot;a&quot;&gt;" in shown


NEW = pe.Strategy("Advice", start={"Waiting": 0.5, "Home": 0.5}, adherence=0.9, stopping=0.02)
GROUPS = [pe.Subgroup("Young", 0.25), pe.Subgroup("Old", "rest")]
PARTS = ("Waiting for Clinic", "By subgroup", "Adherence and stopping", "<h3>Subgroups", "luck")


def test_queues_subgroups_and_adherence_stand_in_the_page():
    model = clinic([NEW], subgroups=GROUPS)
    people = pe.run(model, n_draws=2, keep=pe.Keep(traces=True), engine=pe.Individuals(136))
    page = report(model, [], outcomes=people, threshold=20_000)
    for part in PARTS:
        assert part in page.html
    for part in ("Unserved in a quarter, mean", "90 %", "2 %", "Old", 'id="activity"'):
        assert part in page.html
    for place in re.findall(r'href="#(\w+)"', page.html):
        assert f'id="{place}"' in page.html
    pictures = re.findall(r'alt="([^"]*)"', page.html)
    assert [text.split()[0] for text in pictures] == ["Activity", "People", "The", "Where"]


def test_what_a_model_does_not_have_is_not_told(page):
    for part in (*PARTS, "queues"):
        assert part not in page.html


def test_queues_that_were_not_kept_are_said_to_be_missing():
    model = clinic()
    page = report(model, [], outcomes=pe.run(model, n_draws=1))
    assert "People wait for Clinic" in page.html
    assert "keep=Keep(traces=True)" in page.html


def columns(table):
    """Return the number of columns of each row, those that reach down from above included."""
    found, reaching = [], 0
    for row in re.findall(r"<tr.*?</tr>", table, flags=re.S):
        cells = re.findall(r"<t[hd](?: [^>]*)?>", row)
        wide = sum(int(n) - 1 for n in re.findall(r'colspan="(\d+)"', row))
        found.append(len(cells) + wide + (reaching > 0))
        reaching = max(0, reaching - 1)
        if down := re.search(r'rowspan="(\d+)"', row):
            reaching = int(down[1]) - 1
    return found


def test_all_rows_of_a_table_have_the_same_columns(page):
    model = clinic([NEW], subgroups=GROUPS)
    people = pe.run(model, n_draws=2, keep=pe.Keep(traces=True))
    more = report(model, [], outcomes=people, threshold=20_000)
    for table in re.findall(r"<table.*?</table>", page.html + more.html, flags=re.S):
        assert len(set(columns(table))) == 1, table
