"""The whole API against its own schema, and against what that does not allow: schemathesis, in-process."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.test import Client
from schemathesis.checks import CheckContext
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.engine import events, from_schema
from schemathesis.generation.case import Case

from palermo.site.api import api
from palermo.site.views.api_reference import PROBLEMS

SEED = 20081017
# What the schema cannot tell: which keys are on record, which day it is, which cursors were given.
UNTOLD = {
    *("choice.invalid", "date.future", "period.backwards", "cursor.invalid"),
    *("participant.unknown", "party.invalid", "article.invalid"),
}
TOLD = {each.code for each in PROBLEMS}
# Values that are on record, so that what lies behind a refusal is reached too.
ON_RECORD = {
    "path.iso3": ["JPN", "SCG", "scg", "FRA"],
    "path.instrument": ["untoc", "tip-protocol", "uncac"],
    "path.number": ["1", "9", "9/1", "9/1/b", "15/2"],
    "path.language": ["en", "ar"],
    "query.instrument": ["untoc", "tip-protocol", "smuggling-protocol", "uncac"],
    "query.region": ["002", "019", "142", "150", "009"],
    "query.body": ["cop", "wg-tip", "ga"],
    "query.session": ["cop-4", "wg-tip-1"],
    "query.year": ["2004", "2008", "2010"],
    "query.theme": ["victims", "scope"],
    "query.participant": ["JPN", "EUE", "DZA"],
    "query.party": ["JPN", "secretariat", "eu"],
    "path.label": ["f", "o.i", "pre.1"],
    "query.on": ["2008-10-17", "2012-10-15", "2003-12-25"],
    "query.known": ["2014-07-10", "2020-01-01"],
    "query.article": ["9", "15", "tip-protocol/15", "none"],
    "query.q": ["protocol", "japan", "4/4", "art. 9"],
}
KEYS = {"instruments": ["untoc", "tip-protocol"], "deliberations": ["4-4"], "decisions": ["4-4"]}
PROBABLY = 0.8
BETWEEN_REQUESTS = (request_started, request_finished)


class Faulty(Failure):
    """A refusal that nothing would have told of."""


def taken(_ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """What the schema allows is taken, or refused for what it cannot tell; every refusal is documented."""
    if response.status_code < 400 or not response.content:
        return
    code = json.loads(response.content)["type"].rpartition(":")[2]
    allowed = case.meta is not None and case.meta.generation.mode.is_positive and response.status_code == 400
    if code not in (UNTOLD if allowed else TOLD):
        raise Faulty(operation=case.operation.label, title="Refused what the schema allows", message=code)


class Counted:
    """The application, each request with the connection of the test; counts what it answers."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.connection = connections["default"]
        self.told: Counter[int] = Counter()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Any:
        connections["default"] = self.connection  # schemathesis asks from another thread
        # A server closes it between requests; here it is in the transaction of the test. Said each time, for
        # Django's own client takes it back.
        for signal in BETWEEN_REQUESTS:
            signal.disconnect(close_old_connections)

        def started(status: str, *rest: Any) -> Any:
            self.told[int(status.partition(" ")[0])] += 1
            return start(status, *rest)

        return self.application(environ, started)


@pytest.fixture
def application(official: None) -> Iterator[Counted]:
    counted = Counted()
    counted.connection.inc_thread_sharing()
    try:
        yield counted
    finally:
        for signal in BETWEEN_REQUESTS:
            signal.connect(close_old_connections)
        counted.connection.dec_thread_sharing()


def configured(examples: int, phases: dict[str, Any]) -> schemathesis.Config:
    dictionaries: dict[str, Any] = {}

    def bound(name: str, values: list[str]) -> dict[str, Any]:
        dictionaries[name] = {"values": values}
        return {"dictionary": name, "probability": PROBABLY}

    parameters = {key: bound(key.replace(".", "_"), values) for key, values in ON_RECORD.items()}
    operations = []
    for number, path in enumerate(api.get_openapi_schema()["paths"]):
        own = {"query.cursor": bound(f"cursor_{number}", cursors_of(path))}
        if keys := KEYS.get(path.split("/")[3]):
            own["path.key"] = bound(f"key_{number}", keys)
        operations.append({"include-path": path, "parameters": own})
    return schemathesis.Config.from_dict(
        {
            "seed": SEED,
            "generation": {"max-examples": examples, "deterministic": True, "no-shrink": True},
            "checks": {"positive_data_acceptance": {"enabled": False}},  # `taken` is the stricter one
            "phases": phases,
            "continue-on-failure": True,
            "dictionaries": dictionaries,
            "parameters": parameters,
            "operations": operations,
        }
    )


def cursors_of(path: str) -> list[str]:
    """Cursors that the list itself gave, and one of another list."""
    address, found = path.replace("{key}", "4-4"), ["WyJKUE4iXQ"]
    while "{" not in address and len(found) < 4:
        after = f"&cursor={found[-1]}" if len(found) > 1 else ""
        answer = Client().get(f"{address}?limit=2{after}")
        if answer.status_code != 200 or not (cursor := answer.json()["next"]):
            break
        found.append(cursor)
    return found


def tried(
    application: Counted, examples: int, phases: dict[str, Any], counted: Callable[[str], None]
) -> Counter[int]:
    """Ask the whole API; fail on any answer that its schema does not allow."""
    if taken.__name__ not in schemathesis.checks.CHECKS.get_all_names():
        schemathesis.check(taken)
    schema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", application, config=configured(examples, phases)
    )
    application.told.clear()
    faults: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            faults.update(faults_of(event))
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
    told = application.told
    failed = sum(number for status, number in told.items() if status >= 500)
    by_status = ", ".join(f"{number} × {status}" for status, number in sorted(told.items()))
    counted(f"{told.total()} requests, {len(faults)} outside the schema, {failed} × 5xx ({by_status})")
    assert faults == {}
    assert failed == 0
    return told


def faults_of(event: events.ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                failure, sample = check.failure_info.failure, check.failure_info.code_sample
                yield f"{check.name}: {failure.operation}: {failure.message}\n{sample}"


def test_the_whole_api_answers_as_its_schema_says(
    application: Counted, counted: Callable[[str], None]
) -> None:
    """A small share of the long run: examples and chance, each operation a few times."""
    told = tried(application, 24, {"coverage": {"enabled": False}, "stateful": {"enabled": False}}, counted)
    assert told.total() >= 400
    assert told[200] >= 100


@pytest.mark.full
def test_twenty_thousand_requests_get_an_answer_as_the_schema_says(
    application: Counted, counted: Callable[[str], None]
) -> None:
    """Every phase: examples, what covers the schema, chance, and one request after another."""
    told = tried(application, 600, {"coverage": {"generate-duplicate-query-parameters": True}}, counted)
    assert told.total() >= 20_000
