"""What can go wrong in the warehouse, said in French to whoever asked."""

import errno

# The words of the system are English, and change with its language.
_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.EROFS: "le disque est en lecture seule",
    errno.EACCES: "les droits manquent",
    errno.EPERM: "les droits manquent",
    errno.EIO: "le disque est en erreur",
    errno.ENOENT: "un fichier ou un dossier manque",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
}


class StoreError(Exception):
    """The warehouse refuses; the published version is untouched. The message says what, where and what to do."""


class PublicationRefusedError(StoreError):
    """A version could not be built from these deposits."""


def reason(error: OSError) -> str:
    """Return in French why the system refused a file operation; its own words for what is rare."""
    return _REASONS.get(error.errno or 0) or str(error.strerror or error)


def told(error: Exception) -> str:
    """Return what an error says; DuckDB's own words for what the disk refused become ours."""
    if isinstance(error, OSError):
        return f"{reason(error)} ({error.filename or 'sans nom'})."
    text = str(error)
    known = {
        "No space left on device": errno.ENOSPC,
        "Read-only file system": errno.EROFS,
        "Input/output error": errno.EIO,
    }
    return next((f"{_REASONS[code]}." for words, code in known.items() if words in text), text)
