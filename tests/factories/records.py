"""People, States, texts, the register, meetings: invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from palermo.actors.models import (
    Delegation,
    Invitation,
    Organization,
    OrganizationName,
    Region,
    State,
    StateName,
    User,
)
from palermo.actors.models.people import FOR_A_STATE
from palermo.meetings.models import Body, Outcome, Session, Topic
from palermo.register.models import Act, Completeness, Declaration, NextStep, PublishedCount
from palermo.texts.models import Instrument, OfficialText, Provision, Theme, Wording
from tests.factories.common import MOMENT, SOURCE, put, words


def region(key: str = "902", **values: Any) -> Region:
    return put(Region, key, **({"names": words("Region")} | values))


def state(key: str = "XAA", iso2: str = "XA", **values: Any) -> State:
    place = values.pop("region", None) or region()
    defaults = {
        "iso2": iso2,
        "m49": "900",
        "region": place,
        "subregion": place,
        "membership": "member",
        "names": words(f"State {iso2}"),
        "folded": f"state {iso2.lower()} {key.lower()}",
    }
    return put(State, key, **(defaults | values))


def state_name(**values: Any) -> StateName:
    owner = values.pop("state", None) or state()
    return StateName.objects.create(
        **{"key": "XAA:2001", "state": owner, "names": words("Old name"), **SOURCE, **values}
    )


def organization(key: str = "XOO", **values: Any) -> Organization:
    defaults = {"slug": key.lower(), "kind": "regional_integration", "names": words("Organization")}
    return put(Organization, key, **(defaults | {"short_names": words("Org")} | values))


def organization_name(**values: Any) -> OrganizationName:
    owner = values.pop("organization", None) or organization()
    return OrganizationName.objects.create(
        **{"key": "XOO:2001", "organization": owner, "names": words("Old name"), **SOURCE, **values}
    )


def user(email: str = "someone@example.org", **values: Any) -> User:
    return User.objects.get_or_create(email=email, defaults={"joined_at": MOMENT, **values})[0]


def delegation(**values: Any) -> Delegation:
    defaults = {"role": "secretariat", "since": MOMENT}
    behalf = values.get("role", "secretariat")
    if behalf in FOR_A_STATE and "state" not in values:
        defaults["state"] = state()
    if behalf == "partner" and "organization" not in values:
        defaults["organization"] = organization()
    return Delegation.objects.create(**({"user": values.pop("user", None) or user()} | defaults | values))


def invitation(**values: Any) -> Invitation:
    defaults = {
        "role": "secretariat",
        "digest": "0" * 64,
        "by": "administrator",
        "sent_at": MOMENT,
        "expires_at": MOMENT + timedelta(days=7),
    }
    return Invitation.objects.create(**(defaults | {"user": values.pop("user", None) or user()} | values))


def instrument(key: str = "x-treaty", **values: Any) -> Instrument:
    numbers = {
        "order": 90,
        "article_count": 3,
        "deposits_required": 2,
        "first_delay_days": 90,
        "later_delay_days": 30,
        "withdrawal_delay_months": 12,
    }
    names = {"titles": words("Treaty"), "short_titles": words("Treaty"), "adopted_by": "A/RES/0/0"}
    days = {"adopted": date(2000, 1, 1), "depositary_reference": "X"}
    return put(Instrument, key, **(days | numbers | names | values))


def theme(key: str = "x-theme", **values: Any) -> Theme:
    return Theme.objects.get_or_create(key=key, defaults={"order": 900, "names": words("Theme"), **values})[0]


def provision(**values: Any) -> Provision:
    owner = values.pop("instrument", None) or instrument()
    number = values.pop("number", "1")
    defaults = {
        "key": f"{owner.key}/{number}",
        "number": number,
        "order": 1,
        "weight": "shall",
        "addressee": "states_parties",
        "theme": values.pop("theme", None) or theme(),
        "headings": words("Heading"),
        "summaries": words("Summary"),
    }
    return Provision.objects.create(**{"instrument": owner, **defaults, **SOURCE, **values})


def official_text(language: str = "en", **values: Any) -> OfficialText:
    of = values.pop("instrument", None) or instrument()
    defaults = {"file_name": "invented.txt", "digest": "0" * 64, "characters": 11}
    at = {"imported_at": datetime(2020, 1, 1, tzinfo=UTC)}
    rows = OfficialText.objects
    return rows.get_or_create(instrument=of, language=language, defaults=defaults | at | values)[0]


def wording(**values: Any) -> Wording:
    of = values.pop("text", None) or official_text()
    defaults = {"order": 1, "kind": "article", "number": "1", "printed": "Article 1", "raw": "Article 1\n\n"}
    return Wording.objects.create(**{"text": of, **defaults, **values})


def act(**values: Any) -> Act:
    treaty = values.pop("instrument", None) or instrument()
    who = {} if "organization" in values else {"state": values.pop("state", None) or state()}
    values.setdefault("kind", "ratification")
    values.setdefault("date", date(2005, 1, 1))
    participant = values.get("organization") or who["state"]
    key = f"{treaty.key}:{participant.pk}:{values['kind']}:{values['date']}"
    return Act.objects.create(**{"key": key, "instrument": treaty, **who, **SOURCE, **values})


def declaration(**values: Any) -> Declaration:
    treaty = values.pop("instrument", None) or instrument()
    who = values.pop("state", None) or state()
    defaults = {
        "key": f"{treaty.key}:{who.pk}:reservation",
        "kind": "reservation",
        "summaries": words("Reserves"),
    }
    return Declaration.objects.create(**{"instrument": treaty, "state": who, **defaults, **SOURCE, **values})


def next_step(**values: Any) -> NextStep:
    treaty, who = values.pop("instrument", None) or instrument(), values.pop("state", None) or state()
    return NextStep.objects.create(**{"instrument": treaty, "state": who, "what": "Write to it", **values})


def completeness(**values: Any) -> Completeness:
    treaty = values.pop("instrument", None) or instrument()
    return Completeness.objects.create(
        **{"instrument": treaty, "complete_to": date(2020, 1, 1), **SOURCE, **values}
    )


def published_count(**values: Any) -> PublishedCount:
    treaty = values.pop("instrument", None) or instrument()
    defaults = {"key": f"{treaty.key}:2020", "as_at": date(2020, 1, 1), "precision": "day", "parties": 1}
    return PublishedCount.objects.create(**{"instrument": treaty, **defaults, **SOURCE, **values})


def body(key: str = "x-body", **values: Any) -> Body:
    names = {"names": words("Body"), "short_names": words("Body")}
    return put(Body, key, **({"order": 90} | names | values))


def session(key: str = "x-body-1", **values: Any) -> Session:
    of = values.pop("body", None) or body()
    defaults = {
        "number": 1,
        "kind": "regular",
        "year": 2010,
        "start": date(2010, 1, 4),
        "end": date(2010, 1, 8),
    }
    return put(Session, key, body=of, **(defaults | values))


def outcome(key: str = "x-decision-1", **values: Any) -> Outcome:
    of = values.pop("body", None) or body()
    defaults = {"symbol": "Decision X/1", "year": 2010, "titles": words("Outcome"), "group_effect": "none"}
    return put(Outcome, key, body=of, **(defaults | values))


def topic(**values: Any) -> Topic:
    at = values.pop("session", None) or session()
    defaults = {"key": f"{at.key}-theme", "themes": words("Theme"), "basis": "agenda"}
    return Topic.objects.create(**{"session": at, **defaults, **SOURCE, **values})
