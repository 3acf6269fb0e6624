"""A contract, down to the file and the line that it comes from."""

from spaser.ui.contract_contests import contests
from spaser.ui.contract_execution import execution
from spaser.ui.contract_proof import considerations, counting
from spaser.ui.contract_sheet import headline, holders, identity, linked, open_contract, source

reader, sheet = open_contract()

headline(sheet)
identity(sheet)
considerations(reader, sheet)
counting(reader, sheet)
holders(sheet)
execution(sheet)
linked(sheet)
source(reader, sheet)
contests(reader, sheet)
