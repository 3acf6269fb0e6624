"""A supplier: its contracts, its payments, its statuses."""

from spaser.ui.supplier_rows import contracts_list, payments_list, spending_by_year
from spaser.ui.supplier_sheet import headline, names, open_supplier, statuses, strategy

reader, sheet = open_supplier()

headline(reader, sheet)
names(sheet)
statuses(sheet)
strategy(sheet)
spending_by_year(sheet)
contracts_list(reader, sheet)
payments_list(reader, sheet)
