"""The database brought up to date, in steps that are whole or not there."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class Whole(MigrationExecutor):
    """Records a migration in the transaction that makes it.

    Django does so only where no SQL waits for the end of that transaction; otherwise whoever is killed
    between the two finds tables at the next start that no migration is on record for.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake, fake_initial)
        with self.connection.schema_editor(atomic=True) as editor:
            state = migration.apply(state, editor)
            self.record_migration(migration)  # type: ignore[call-arg, arg-type]  # the stubs are of an older Django
        return state


def bring_up_to_date(before: Callable[[], None] = lambda: None) -> None:
    """Apply each migration that was not, `before` which somebody may be told that there is one.

    What follows the last of them, Django's own rows about the models, is made good where it was not reached.
    """
    executor = Whole(connection)
    executor.loader.check_consistent_history(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    if not plan and models_are_listed():
        return
    before()
    told: dict[str, Any] = {"verbosity": 0, "interactive": False, "db": connection.alias, "plan": plan}
    emit_pre_migrate_signal(**told)
    executor.migrate(targets, plan)
    with transaction.atomic():
        emit_post_migrate_signal(**told)


def models_are_listed() -> bool:
    """Whether Django's rows about the models are there: one for each, in one transaction with the rest."""
    kinds = apps.get_model("contenttypes", "ContentType")._default_manager
    return set(kinds.values_list("app_label", "model")) >= {
        (model._meta.app_label, model._meta.model_name) for model in apps.get_models()
    }
