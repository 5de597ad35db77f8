import type { AgeingAnswer } from "../../services/ledger/ledger-answers.ts";
import { DAY_MS, type Instant } from "../../time/instant.ts";
import type { ApiClient } from "./api-client.ts";

/** How often somebody looks at the bank account. */
const everyDays = 5;

type Item = AgeingAnswer["items"][number];

/** When a customer pays, in days after an invoice is due; undefined: never. Most pay on time; by the digits of the id. */
export function paysAfterDays(customer: string): number | undefined {
  const place = Number(/\d+$/.exec(customer)?.[0] ?? "0");
  if (place % 23 === 0) return undefined;
  if (place % 11 === 0) return 24;
  if (place % 6 === 0) return 6;
  return -2;
}

/** Customers who pay at the same time; what one of them pays, it pays in turn. */
const atOnce = 8;

/** Pays what has come to its customer's day, a few days at a time: most of it by bank transfer, some by card. */
export async function payInvoices(api: ApiClient, day: number, now: Instant): Promise<number> {
  if (day % everyDays !== everyDays - 1) return 0;
  const { items } = await api.get<AgeingAnswer>("/v1/ledger/ageing");
  const due = items.filter((item) => isPaidBy(item, now));
  const byPayer = new Map<string, Item[]>();
  for (const item of due) {
    const own = byPayer.get(item.customer);
    if (own === undefined) byPayer.set(item.customer, [item]);
    else own.push(item);
  }
  const payers = [...byPayer.values()];
  const payAll = async (own: readonly Item[]): Promise<void> => {
    for (const item of own) await api.post("/v1/payments", paymentOf(item, day));
  };
  for (let from = 0; from < payers.length; from += atOnce)
    await Promise.all(payers.slice(from, from + atOnce).map(payAll));
  return due.length;
}

const paymentOf = ({ invoice, customer, currency, open }: Item, day: number) => ({
  id: `pay-${invoice}-${day}`,
  customer,
  amount: `${open} ${currency}`,
  method: Number(/\d+$/.exec(customer)?.[0] ?? "0") % 3 === 0 ? "card" : "bank-transfer",
  appliesTo: [{ invoice }],
});

function isPaidBy({ customer, dueAt, open }: Item, now: Instant): boolean {
  const after = paysAfterDays(customer);
  if (after === undefined || open.startsWith("-")) return false;
  return Date.parse(dueAt) + after * DAY_MS <= now;
}
