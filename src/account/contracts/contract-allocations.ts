import { decimalOf } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import type { BilledOn } from "../advance.ts";
import type { PricedLine } from "../line.ts";
import type { PriceBooks } from "../price-book.ts";
import type { PricedDocument } from "../share-discounts.ts";
import { allocateRights, type ContractLine } from "./material-rights.ts";
import { type Allocated, allocateRebates, type PlacedLine } from "./rebate-allocations.ts";
import type { SettledRebates } from "./settle-rebates.ts";

/** What was billed, and where it is. */
export interface BilledLines {
  readonly documents: readonly PricedDocument[];
  /** What counts for rebates among the lines. */
  readonly counted: SettledRebates["counted"];
  readonly billedOn: (line: PricedLine) => BilledOn;
}

/** Sets apart of the lines that were billed under contracts what is expected to go back of them, and what pays for options. */
export function allocateBilled(
  account: Account,
  { documents, counted, billedOn }: BilledLines,
  at: Instant,
  books: PriceBooks,
): Allocated {
  if (account.contracts === null) return { account, movements: [] };
  const placed: PlacedLine[] = [];
  const lines: ContractLine[] = [];
  for (const { priced } of documents)
    for (const line of priced.lines) {
      if (line.contract === undefined) continue;
      const { id: invoice, lines: issued } = billedOn(line).document;
      const counts = counted.get(line);
      if (counts !== undefined) placed.push({ ...counts, invoice });
      const written = issued.find(({ id }) => id === line.line.id) ?? line.line;
      lines.push({
        contract: line.contract,
        invoice,
        line: written,
        net: decimalOf(written.amount),
      });
    }
  const rebated = allocateRebates(account, placed, at, books);
  const rights = allocateRights(rebated.account, lines, at, books);
  return { account: rights.account, movements: [...rebated.movements, ...rights.movements] };
}
