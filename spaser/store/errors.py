"""What can go wrong in the warehouse, said in French to whoever asked."""


class StoreError(Exception):
    """The warehouse refuses; the published version is untouched. The message says what, where and what to do."""


class PublicationRefusedError(StoreError):
    """A version could not be built from these deposits."""
