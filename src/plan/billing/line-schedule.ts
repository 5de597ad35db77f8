import type { Invoice } from "../../account/invoice.ts";
import { ok, type Result } from "../../fault/fault.ts";
import { dayAfter, type Month, monthOf } from "../../ledger/recognition/accounting-month.ts";
import { soldContract } from "../../ledger/recognition/invoice-contract.ts";
import { isRevenue } from "../../ledger/recognition/movement.ts";
import { recognize } from "../../ledger/recognition/recognize.ts";
import { type BookZones, soldInvoice } from "../../ledger/recognition/sold-line.ts";
import { add, type Decimal, zero } from "../../money/decimal.ts";

/** What each line of an invoice earns in each month up to one, by the line's id: what the books recognise of it. */
export function lineSchedules(
  invoice: Invoice,
  zones: BookZones,
  last: Month,
): Result<ReadonlyMap<string, ReadonlyMap<Month, Decimal>>> {
  const { contract, facts } = soldContract(soldInvoice(invoice, zones));
  const recognised = recognize(contract, facts, dayAfter(last));
  if (!recognised.ok) return recognised;
  const lines = new Map<string, Map<Month, Decimal>>();
  for (const { kind, obligation, day, amount } of recognised.value.movements) {
    if (!isRevenue(kind)) continue;
    const months = lines.get(obligation) ?? new Map<Month, Decimal>();
    const month = monthOf(day);
    months.set(month, add(months.get(month) ?? zero, amount));
    lines.set(obligation, months);
  }
  return ok(lines);
}
