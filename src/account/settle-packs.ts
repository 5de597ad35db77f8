import { statusOf } from "../receivable/receivables.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import type { CreditsMoved } from "./account-credits.ts";
import { type CreditPack, givePacks } from "./credit-pack.ts";
import type { PriceBooks } from "./price-book.ts";
import { returnPack } from "./return-price.ts";

/**
 * Gives the credits of packs whose invoice was paid meanwhile. Those whose invoice was given up are never given, so nothing is
 * owed for them: a credit note takes their price back, and with it the loss.
 */
export function settlePacks(account: Account, books: PriceBooks, at: Instant): CreditsMoved {
  const { credits, receivables } = account;
  if (credits === null || receivables === null) return { account, movements: [] };
  const paid: CreditPack[] = [];
  let after = account;
  for (const pack of credits.packs) {
    const item = receivables.items.find(({ invoice }) => invoice === pack.billed);
    if (item === undefined) continue;
    if (statusOf(receivables, item) === "written-off") {
      const id = `${pack.fact.id}/unpaid`;
      after = returnPack(after, pack, { id, reason: "credits-unpaid", at }, books);
    } else if (item.closedAt !== null) paid.push(pack);
  }
  return givePacks(after, paid, books, at);
}
