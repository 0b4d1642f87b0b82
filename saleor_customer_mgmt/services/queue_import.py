"""Have uploaded files imported in the background, and have such an import stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from saleor_customer_mgmt.importers import MappingFile
from saleor_customer_mgmt.models import Import
from saleor_customer_mgmt.services import runs
from saleor_customer_mgmt.services.actor import Actor
from saleor_customer_mgmt.services.audit import write_audit
from saleor_customer_mgmt.services.background import start_after_commit
from saleor_customer_mgmt.services.errors import AlreadyDone, NotFound
from saleor_customer_mgmt.services.import_orders import open_files
from saleor_customer_mgmt.services.uploaded_files import keep_files
from saleor_customer_mgmt.services.use_mapping import named_mapping

IMPORT = "import"
"""What imports are called where work is started."""


def queue_import(
    files: Sequence[Path],
    *,
    actor: Actor,
    source: str | None = None,
    file_format: str | None = None,
    mapping: str | None = None,
    timezone: str | None = None,
    saved_mapping: int | None = None,
    dry_run: bool = False,
) -> Import:
    """Keep the files until a worker has imported them, and return the run, which waits for that.

    ``mapping`` is the text of a mapping file, ``saved_mapping`` the id of a saved one, ``timezone`` that of
    times without offset.

    Raises:
        FileRefused: when a file cannot be read as a whole. The run is kept as failed, without the file.
        NotFound: when there is no such saved mapping; there is no run then.
        MappingRefused, ValueError: when an argument is not what it should be; there is no run then.
    """
    saved = None if saved_mapping is None else named_mapping(saved_mapping)
    run = Import(dry_run=dry_run, in_background=True, saved_mapping=saved, **actor.columns())
    parsed = MappingFile.parse(mapping) if mapping else None
    open_files(run, files, source=source, file_format=file_format, mapping=parsed, timezone=timezone)
    run.asked = {"source": source, "file_format": file_format, "mapping": mapping, "timezone": timezone}
    with transaction.atomic():
        run.save()
        keep_files(run, files)
        start_after_commit(IMPORT, run.id)
    return run


def cancel_import(run_id: int, *, actor: Actor) -> Import:
    """Have an import stopped: at once when it waits, else after the batch that is being recorded.

    What was recorded stays, and the run says what that is.

    Raises:
        NotFound: when there is no such import.
        AlreadyDone: when it has ended.
    """
    with transaction.atomic():
        # The row's lock, not that of the run's work: a batch may take as long as a rebuild.
        run = Import.objects.select_for_update(no_key=True).filter(id=run_id).first()
        if run is None:
            raise NotFound("There is no such import.", field="id")
        if run.state in runs.ENDED:
            raise AlreadyDone("This import has ended already.", field="id")
        if not run.cancel_asked:
            Import.objects.filter(id=run.id).update(cancel_asked=True)
            write_audit(actor, "cancel_import", run=run.id)
            run.cancel_asked = True
        if run.state == Import.State.PENDING:
            runs.end(run, Import.State.CANCELLED)
        return run
