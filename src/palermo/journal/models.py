"""Entries of the journal, its head, and how the last look at the whole of it ended."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from palermo.core.ledger import ERASABLE, ERASURE, PARTS, START

LONGEST = 200  # of a key and of a subject


class Act(models.TextChoices):
    """What may be done: every code that stands in an entry, in the order of rooms."""

    SIGNED_IN = "actors.signed_in", pgettext_lazy("act of the journal", "Signed in")
    SIGNED_OUT = "actors.signed_out", pgettext_lazy("act of the journal", "Signed out")
    SIGNED_OUT_ELSEWHERE = (
        "actors.signed_out_elsewhere",
        pgettext_lazy("act of the journal", "Signed out everywhere else"),
    )
    TRIES_PAUSED = "actors.tries_paused", pgettext_lazy("act of the journal", "Tries to sign in paused")
    PROFILE_CHANGED = (
        "actors.profile_changed",
        pgettext_lazy("act of the journal", "Own name or language changed"),
    )
    PASSPHRASE_CHANGED = (
        "actors.passphrase_changed",
        pgettext_lazy("act of the journal", "Passphrase changed"),
    )
    SECOND_FACTOR_ADDED = (
        "actors.second_factor_added",
        pgettext_lazy("act of the journal", "Second factor added"),
    )
    SECOND_FACTOR_REMOVED = (
        "actors.second_factor_removed",
        pgettext_lazy("act of the journal", "Second factor removed"),
    )
    PASSKEY_RENAMED = "actors.passkey_renamed", pgettext_lazy("act of the journal", "Passkey renamed")
    RECOVERY_CODES_MADE = (
        "actors.recovery_codes_made",
        pgettext_lazy("act of the journal", "Recovery codes made"),
    )
    INVITED = "actors.invited", pgettext_lazy("act of the journal", "Invited")
    INVITATION_SENT_AGAIN = (
        "actors.invitation_sent_again",
        pgettext_lazy("act of the journal", "Invitation sent again"),
    )
    INVITATION_WITHDRAWN = (
        "actors.invitation_withdrawn",
        pgettext_lazy("act of the journal", "Invitation withdrawn"),
    )
    FIRST_LINK_MADE = (
        "actors.first_link_made",
        pgettext_lazy("act of the journal", "Link for the first administrator made"),
    )
    JOINED = "actors.joined", pgettext_lazy("act of the journal", "Joined")
    ROLE_ACCEPTED = "actors.role_accepted", pgettext_lazy("act of the journal", "Role accepted")
    ROLE_GIVEN = "actors.role_given", pgettext_lazy("act of the journal", "Role given")
    ROLE_ENDED = "actors.role_ended", pgettext_lazy("act of the journal", "Role ended")
    ROLE_PASSED_ON = "actors.role_passed_on", pgettext_lazy("act of the journal", "Role passed on")
    DEACTIVATED = "actors.deactivated", pgettext_lazy("act of the journal", "Person deactivated")
    REACTIVATED = "actors.reactivated", pgettext_lazy("act of the journal", "Person reactivated")
    ERASED = "actors.erased", pgettext_lazy("act of the journal", "Name and address of a person erased")
    RECOVERY_SENT = "actors.recovery_sent", pgettext_lazy("act of the journal", "Link to sign in anew sent")
    RECOVERY_LINK_MADE = (
        "actors.recovery_link_made",
        pgettext_lazy("act of the journal", "Link to sign in anew made at the terminal"),
    )
    ACCESS_RESTORED = "actors.access_restored", pgettext_lazy("act of the journal", "Access restored")
    FACTS_LOADED = "facts.loaded", pgettext_lazy("act of the journal", "Shipped facts loaded")
    FACTS_CORRECTED = "facts.corrected", pgettext_lazy("act of the journal", "Fact corrected")
    FACTS_RECORDED = "facts.recorded", pgettext_lazy("act of the journal", "Fact recorded")
    FACTS_WITHDRAWN = "facts.withdrawn", pgettext_lazy("act of the journal", "Recorded fact withdrawn")
    OURS_KEPT = "facts.ours_kept", pgettext_lazy("act of the journal", "Correction kept against a release")
    SHIPPED_TAKEN = "facts.shipped_taken", pgettext_lazy("act of the journal", "Shipped fact taken again")
    DECISION_IMPORTED = (
        "mandates.decision_imported",
        pgettext_lazy("act of the journal", "Decision imported"),
    )
    VERSION_IMPORTED = (
        "mandates.version_imported",
        pgettext_lazy("act of the journal", "Language version of a decision imported"),
    )
    VERSION_REMOVED = (
        "mandates.version_removed",
        pgettext_lazy("act of the journal", "Language version of a decision removed"),
    )
    PARAGRAPH_EDITED = (
        "mandates.paragraph_edited",
        pgettext_lazy("act of the journal", "Paragraph of a decision edited"),
    )
    FOLLOW_UP_RECORDED = (
        "mandates.follow_up_recorded",
        pgettext_lazy("act of the journal", "Follow-up recorded"),
    )
    FOLLOW_UP_WITHDRAWN = (
        "mandates.follow_up_withdrawn",
        pgettext_lazy("act of the journal", "Follow-up withdrawn"),
    )
    SUCCESSION_RECORDED = (
        "mandates.succession_recorded",
        pgettext_lazy("act of the journal", "Paragraphs linked"),
    )
    SUCCESSION_REMOVED = (
        "mandates.succession_removed",
        pgettext_lazy("act of the journal", "Link between paragraphs removed"),
    )
    TASK_SET = "mandates.task_set", pgettext_lazy("act of the journal", "Task set")
    TASK_CHANGED = "mandates.task_changed", pgettext_lazy("act of the journal", "Task changed")
    REMINDED = "mandates.reminded", pgettext_lazy("act of the journal", "Reminders sent")
    PART_ERASED = "journal.part_erased", pgettext_lazy("act of the journal", "Part of an entry erased")
    ACT_CORRECTED = "register.act_corrected", pgettext_lazy("act of the journal", "Treaty act corrected")
    ACT_RECORDED = "register.act_recorded", pgettext_lazy("act of the journal", "Treaty act recorded")
    ACT_WITHDRAWN = "register.act_withdrawn", pgettext_lazy("act of the journal", "Treaty act withdrawn")
    ACTS_IMPORTED = "register.acts_imported", pgettext_lazy("act of the journal", "Treaty acts imported")
    STEP_DONE = "register.step_done", pgettext_lazy("act of the journal", "Next step done")
    STEP_PLANNED = "register.step_planned", pgettext_lazy("act of the journal", "Next step planned")
    TEXT_KEPT = "texts.text_kept", pgettext_lazy("act of the journal", "Official text kept")
    TEXT_REMOVED = "texts.text_removed", pgettext_lazy("act of the journal", "Official text removed")


class Entry(models.Model):
    """Who did what, in which capacity, to what, when and why. Names its actor by value; never edited.

    Where a part was erased, it is blank and its salt is gone.
    """

    Act = Act  # no choices of the field: a code that is used no longer stays readable

    number = models.PositiveBigIntegerField(primary_key=True)  # from 1, without gaps
    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=60)
    key = models.CharField(max_length=LONGEST, blank=True, db_index=True)  # of the actor
    name = models.TextField(blank=True)
    capacity = models.TextField(blank=True)
    subject = models.CharField(max_length=LONGEST, blank=True, db_index=True)
    values = models.JSONField(default=dict, blank=True)
    why = models.TextField(blank=True)
    salts = models.JSONField()
    commitments = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-number"]

    @property
    def parts(self) -> dict[str, Any]:
        """What the entry commits to, by name."""
        moment = self.at.isoformat(timespec="microseconds")
        return {name: moment if name == "at" else getattr(self, name) for name in PARTS}

    @property
    def erased(self) -> frozenset[str]:
        """The parts that were taken out."""
        held = self.salts if isinstance(self.salts, dict) else {}  # somebody may have changed it
        return frozenset(PARTS) - held.keys()

    @property
    def erasable(self) -> frozenset[str]:
        """The parts that can be: of what says that something was erased, not what that was."""
        stays = {"values", "subject"} if self.act == ERASURE else set()
        return ERASABLE - self.erased - stays


class Head(models.Model):
    """Where the chain ends: one row, locked by whoever writes the next entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="journal_has_one_head"),
        ]


class Check(models.Model):
    """How the last verification of the whole chain ended: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()
    number = models.PositiveBigIntegerField()  # up to which entry, and its hash
    hash = models.CharField(max_length=64)
    seconds = models.FloatField()
    faults = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="journal_has_one_check"),
        ]
