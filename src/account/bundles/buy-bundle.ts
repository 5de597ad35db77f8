import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { Account } from "../account.ts";
import type { PurchaseFact } from "../fact.ts";
import type { PriceBooks } from "../price-book.ts";
import { purchase, purchaseExists, purchaseIds } from "../purchase.ts";
import type { BundleFact } from "./bundle-fact.ts";
import { bundlePurchases } from "./bundle-purchases.ts";

/**
 * Adds the parts of a bundle to the account, each as a purchase of its own with its part of the bundle's price. Refuses what any
 * part would be refused for, and then none of them is bought.
 */
export function buyBundle(
  account: Account,
  fact: BundleFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  if (purchaseIds(account).has(fact.id)) return refuse(purchaseExists(fact.id));
  const parts = bundlePurchases(fact, account.customer, books.current);
  if (!parts.ok) return parts;
  let held = account;
  for (const part of parts.value) {
    const bought = purchase(held, part, knownSince, books);
    if (!bought.ok) return refuse(...bought.faults.map(ofPart(part)));
    held = bought.value;
  }
  return ok(held);
}

/** Fields that a bundle and its parts have in common. */
const shared = new Set(["/customer", "/contractNumber", "/eligibilities", "/start", "/quantity"]);

const ofPart =
  ({ id, bundled }: PurchaseFact) =>
  (fault: Fault): Fault => {
    const [, field = ""] = fault.path.split("/");
    if (shared.has(`/${field}`)) return fault;
    const name = bundled === undefined ? id : id.slice(bundled.id.length + 1);
    return { ...fault, path: "/bundle", message: `part "${name}": ${fault.message}` };
  };
