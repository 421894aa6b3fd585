"""The server: who may ask, what is kept, and how it ends."""

import json
import socket

import pytest
from click.testing import CliRunner

from tests.review_server.serving import serving, start
from ziping.pipeline import open_dataset
from ziping.pipeline.cli import main
from ziping.pipeline.reviews import load


def judgement(dataset, act="accept", **more):
    checks = open_dataset(dataset).checks
    row = checks[checks["status"] == "fail"].iloc[0]
    return {"doc_id": row["doc_id"], "check_id": row["check_id"], "act": act, **more}


def correction(dataset, text):
    row = open_dataset(dataset).frame("funding").iloc[0]
    cell = next(c for c in row["cells"] if c["column"] == "executed")
    place = {edge: cell[edge] for edge in ("page", "x0", "top", "x1", "bottom")}
    target = {"table": "funding", "row_id": row["funding_id"], "column": "executed", "place": place}
    return {"doc_id": row["doc_id"], "act": "correct", "value_text": text, **target}


def test_an_act_is_on_disk_before_the_answer(served, dataset):
    status, answer = served.act(judgement(dataset, remark="已问过单位"))
    served.process.kill()  # at once, without a word
    assert status == 200 and answer["number"] == 1
    (kept,) = load(dataset)
    assert (kept.act, kept.remark) == ("accept", "已问过单位")


def test_a_correction_is_checked_at_once(served, dataset):
    status, answer = served.act(correction(dataset, "8.49万元"))
    assert status == 200
    (changed,) = answer["documents"].values()
    came = [f for f in changed["findings"] if f["status"] == "fail" and f["rule"] == "execution-rate"]
    assert len(came) == 1 and "更正" in came[0]["zh"]
    assert answer["acts"][0]["value"] == "84,900"
    _, answer = served.act(correction(dataset, ""), after=1)  # taken back
    (changed,) = answer["documents"].values()
    assert not [f for f in changed["findings"] if f["status"] == "fail" and f["rule"] == "execution-rate"]


def test_a_value_that_cannot_be_read_is_refused_with_the_reason(served, dataset):
    status, answer = served.act(judgement(dataset), correction(dataset, "不详"))
    assert (status, answer["refused"]) == (422, "figure")
    assert load(dataset) == ()  # and nothing that came with it


@pytest.mark.parametrize(
    "body", [{}, [], {"acts": [], "after": 0}, {"acts": [{}], "after": 0}, {"acts": [{"doc_id": "x"}], "after": 0}]
)
def test_what_is_no_act_is_refused(served, dataset, body):
    assert served.ask("POST", "/acts", body)[0] == 400
    assert load(dataset) == ()


def test_nobody_asks_without_the_token(served, dataset):
    served.cookie = None
    assert served.ask("GET", "/")[0] == 403
    assert served.ask("GET", "/?token=guessed")[0] == 403
    assert served.ask("GET", "/acts")[0] == 403
    served.cookie = f"ziping-{served.port}=guessed"
    assert served.ask("POST", "/acts", {"acts": [judgement(dataset)], "after": 0})[0] == 403
    assert load(dataset) == ()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": None}, 403),  # no page sends none
        ({"origin": "http://localhost:1"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),  # another port of this machine
        ({"host": "evil.example"}, 421),  # a name that was made to point here
        ({"host": "127.0.0.1"}, 421),
        ({"content_type": "text/plain"}, 415),  # what forms of other sites can send
    ],
)
def test_requests_of_other_sites_are_refused(served, dataset, headers, status):
    body = {"acts": [judgement(dataset)], "after": 0}
    assert served.ask("POST", "/acts", body, **headers)[0] == status
    assert load(dataset) == ()


def test_other_sites_cannot_read_either(served):
    assert served.ask("GET", "/", origin="http://evil.example")[0] == 403
    assert served.ask("GET", "/acts", sec_fetch_site="cross-site")[0] == 403
    status, headers, _ = served.ask("GET", "/")
    assert status == 200
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_only_this_machine_is_listened_to(served):
    # whoever listens everywhere is reached at this address, too; a host may have no other that its name tells
    with socket.socket() as other, pytest.raises(OSError):
        other.connect(("127.0.0.2", served.port))


def test_documents_and_pictures_are_served(served, dataset):
    doc = open_dataset(dataset).documents["doc_id"].iloc[0]
    status, _, content = served.ask("GET", f"/documents/{doc[:16]}")
    assert status == 200
    address = next(iter(json.loads(content)["pictures"].values()))
    status, headers, _ = served.ask("GET", address)
    assert (status, headers["content-type"]) == (200, "image/webp")
    assert served.ask("GET", "/documents/../../etc/passwd")[0] == 404
    assert served.ask("GET", "/documents/none")[0] == 404
    assert served.ask("GET", f"/pages/{doc[:16]}/9999.webp")[0] == 404


def test_what_another_program_adds_is_seen(served, dataset, tmp_path):
    saved = tmp_path / "review.json"
    act = {**judgement(dataset, "reject"), "review_id": "a1", "at": "2026-01-02T03:04:05Z"}
    saved.write_text(json.dumps({"reviews": [act]}), "utf-8")
    assert CliRunner().invoke(main, ["review", "--dataset", str(dataset), "--import", str(saved)]).exit_code == 0
    answer = json.loads(served.ask("GET", "/acts?after=0")[2])
    assert [a["act"] for a in answer["acts"]] == ["reject"]


def test_a_browser_of_an_earlier_run_has_to_load_anew(served):
    assert json.loads(served.ask("GET", "/acts?after=0&run=another")[2]) == {"reload": True}
    assert json.loads(served.ask("GET", "/acts?after=7")[2]) == {"reload": True}
    assert served.ask("GET", "/acts?after=all")[0] == 400


def test_an_interrupt_ends_it_cleanly(dataset):
    served = start(dataset).enter()
    served.act(judgement(dataset))
    _, said = served.stop()
    assert served.process.returncode == 0
    assert "Traceback" not in said
    assert len(load(dataset)) == 1


def test_a_port_that_is_taken_is_said(dataset):
    with serving(dataset) as first:
        done = CliRunner().invoke(
            main, ["review", "--dataset", str(dataset), "--no-browser", "--port", str(first.port)]
        )
    assert done.exit_code == 2
    assert f"--port {first.port}" in done.stderr and "another port" in done.stderr


def test_two_servers_take_two_ports(dataset):
    with serving(dataset) as one, serving(dataset) as other:
        assert one.port != other.port


def test_a_folder_without_a_dataset_is_said(tmp_path):
    done = CliRunner().invoke(main, ["review", "--dataset", str(tmp_path), "--no-browser"])
    assert done.exit_code == 2 and "holds no dataset" in done.stderr


def test_a_dataset_that_cannot_be_written_is_said_before_anything_is_judged(dataset):
    for file in (dataset / "reviews").iterdir():
        file.unlink()
    (dataset / "reviews").rmdir()
    (dataset / "reviews").write_text("in the way")
    done = CliRunner().invoke(main, ["review", "--dataset", str(dataset), "--no-browser"])
    assert done.exit_code == 2 and "cannot be written" in done.stderr
