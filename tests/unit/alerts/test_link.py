"""Where a message leads to."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from logloom.alerts import Firing, kibana_link


def test_a_link_leads_to_the_job_at_the_time(firing: Firing) -> None:
    """The dashboard opens with the job, an hour around what happened."""
    shown = replace(firing, rule=replace(firing.rule, dashboard="logs-a.b-default-job"))
    link = kibana_link("https://kibana.example/s/ml/", shown)
    assert link.startswith("https://kibana.example/s/ml/app/dashboards#/view/logs-a.b-default-job?_g=")
    assert "time:(from:'2026-11-02T10:55:00.000Z',to:'2026-11-02T13:00:00.000Z')" in unquote(link)
    assert "query:'job_id:\"night-7\"'" in unquote(link)


def test_no_value_breaks_out_of_a_link(firing: Firing) -> None:
    """A job's name with quotes and signs of rison stays a value."""
    odd = replace(firing, rule=replace(firing.rule, dashboard="d"), key={"job_id": "a'b!\"c&x=1#) or *"})
    link = kibana_link("https://kibana.example", odd)
    assert "&x" not in link
    assert link.count("#") == 1
    assert r"""query:'job_id:"a!'b!!\"c&x=1#) or *"'""" in unquote(link)


def test_a_password_in_the_address_is_in_no_link(firing: Firing) -> None:
    """A message goes to many people."""
    shown = replace(firing, rule=replace(firing.rule, dashboard="d"))
    link = kibana_link("https://elastic:s3cr@t@kibana.example/s/ml", shown)
    assert link.startswith("https://kibana.example/s/ml/app/")


def test_there_is_no_link_without_a_kibana(firing: Firing) -> None:
    """An empty address, or a schema without dashboards, gives none."""
    assert kibana_link("", replace(firing, rule=replace(firing.rule, dashboard="d"))) == ""
    assert kibana_link("https://kibana.example", firing) == ""
