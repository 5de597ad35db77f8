import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { Account } from "../account/account.ts";
import { type Invoice, statedAmount } from "../account/invoice.ts";
import type { Happening } from "../account/issue-in-order.ts";
import { priceBooks } from "../account/price-book.ts";
import { replayAccounts } from "../account/replay.ts";
import { brokenInvariant } from "../credit/broken-invariant.ts";
import { expectOk } from "../fault/fault.ts";
import {
  add,
  type Decimal,
  decimalOf,
  formatFixed,
  isNegative,
  isPositive,
  negate,
  sum,
  zero,
} from "../money/decimal.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { UTC } from "../time/zone.ts";
import { customerCredit, prepaidCredits, receivable } from "./account-name.ts";
import { type Booked, bookedDocument, entriesOf } from "./booked.ts";
import { centModel, creditLife, dayOf, lifeChance, lifeStart } from "./credit-life.fixture.ts";
import { type CountedLife, countedLife } from "./slow-credit-life.fixture.ts";

const books = expectOk(priceBooks([centModel]));
const cents = (amount: Decimal): string => formatFixed(amount, 2);

/** The balances of the accounts that credits and receivables stand on, entry by entry. */
function openBalances() {
  const numbers = new Map<string, string>();
  const balances = new Map<string, Decimal>();
  const context = {
    numberOf: (id: string) => numbers.get(id) ?? "",
    zonesOf: () => ({ service: UTC, books: UTC }),
    breakageStream: "subscriptions",
  };
  return {
    of: (account: string): string => cents(balances.get(account) ?? zero),
    book: (happenings: readonly Happening[]): void => {
      const booked = happenings.flatMap((one): Booked[] => {
        if (one.kind === "document") numbers.set(one.invoice.id, one.invoice.number ?? "");
        if (one.kind === "document") return [bookedDocument(one.invoice)];
        return one.kind === "movement" ? [one] : [];
      });
      for (const entry of booked.flatMap((one) => entriesOf(one, context)))
        for (const { account, amount } of entry.postings)
          balances.set(account, add(balances.get(account) ?? zero, decimalOf(amount)));
    },
  };
}

/** What the account says it has in credits that were paid for, given or still waiting for payment. */
function liabilityOf({ credits }: Account): Decimal {
  const held = (credits?.book.grants ?? []).map(({ remaining }) => decimalOf(remaining.cost));
  const sold = (credits?.packs ?? []).flatMap(({ billed, fact }) =>
    billed === null ? [] : [decimalOf(String(fact.price ?? "0").replace(" USD", ""))],
  );
  return sum([...held, ...sold]);
}

const owedBy = ({ receivables, awaited }: Account): Decimal =>
  receivables === null
    ? sum(awaited.map(({ total }) => decimalOf(total)))
    : sum(receivables.items.map(({ open }) => decimalOf(open)));

const creditOf = ({ receivables }: Account): Decimal =>
  sum((receivables?.settlements ?? []).map(({ unapplied }) => decimalOf(unapplied)));

/** Lives through a story moment by moment; `check` sees every moment at which something may have happened. */
function liveThrough(
  told: ReturnType<typeof creditLife>,
  check: (account: Account, happened: readonly Happening[], at: Instant) => void,
  begin: (accepted: typeof told) => void = () => {},
): readonly Happening[] {
  const accounts = replayAccounts(books);
  accounts.add({ fact: "customer", id: "c-1", name: "Ada" });
  for (const { fact } of told) accounts.add(fact);
  const { replay, refused } = accounts.open();
  const known = new Set(refused.map(({ fact }) => fact));
  begin(told.filter(({ fact }) => !known.has(fact)));
  const last = dayOf(told.at(-1)?.at ?? lifeStart) + 30;
  const midnights = Array.from(
    { length: last - dayOf(lifeStart) },
    (_, day) => (dayOf(lifeStart) + day) * DAY_MS,
  );
  const moments = [...new Set([...told.map(({ at }) => at), ...midnights])].sort((a, b) => a - b);
  const all: Happening[] = [];
  for (const at of moments) {
    const happened = [...replay.happeningsUntil(at)];
    all.push(...happened);
    const account = replay.standing.get("c-1");
    if (account !== undefined) check(account, happened, at);
  }
  return all;
}

const life = fc.tuple(
  fc.constantFrom("weekly" as const, "monthly" as const),
  fc.array(lifeChance, { minLength: 4, maxLength: 24 }),
);

/** What documents take back of an invoice: by hand, for bad service, or as unused time. */
function takenBackOf(invoice: Invoice, all: readonly Invoice[]): Decimal {
  const unused = new Set(invoice.lines.map(({ id }) => `${id}/unused`));
  const back = all.flatMap((one) =>
    one.lines.filter(({ id, kind, explanation: { steps } }) => {
      if (id.includes("/credit/")) return one.corrects?.includes(invoice.id) ?? false;
      if (kind === "service-credit") return steps[0]?.label === `credit of ${invoice.id}`;
      return unused.has(id);
    }),
  );
  return sum(back.map(statedAmount));
}

describe("an account that lives with credits", () => {
  it("has what a count of every cent has, and the books have it too, after every moment", () => {
    property(
      fc.property(life, ([cadence, chances]) => {
        const told = creditLife(cadence, chances);
        const balances = openBalances();
        let counted: CountedLife | undefined;
        const begin = (accepted: typeof told): void => {
          counted = countedLife(accepted);
        };
        const check = (account: Account, happened: readonly Happening[], at: Instant): void => {
          balances.book(happened);
          counted?.follow(happened, at);
          const grants = account.credits?.book.grants ?? [];
          const broken = account.credits && brokenInvariant(account.credits.book);
          expect(broken ?? undefined).toBeUndefined();
          expect(
            Object.fromEntries(grants.map(({ id, remaining }) => [id, { ...remaining }])),
          ).toEqual(counted?.remaining());
          expect(balances.of(prepaidCredits)).toBe(cents(negate(liabilityOf(account))));
          expect(balances.of(receivable)).toBe(cents(owedBy(account)));
          expect(balances.of(customerCredit)).toBe(cents(negate(creditOf(account))));
        };
        liveThrough(told, check, begin);
      }),
      40,
    );
  });

  it("asks for no more than it charged, and takes no more of a line back than there was", () => {
    property(
      fc.property(life, ([cadence, chances]) => {
        const all = liveThrough(creditLife(cadence, chances), () => {});
        const documents = all.flatMap((one) => (one.kind === "document" ? [one.invoice] : []));
        for (const { kind, total, due = total } of documents) {
          const asked = decimalOf(due);
          expect(kind === "invoice" ? isNegative(asked) : isPositive(asked)).toBe(false);
        }
        for (const invoice of documents.filter(({ kind }) => kind === "invoice")) {
          const billed = invoice.lines.map(statedAmount).filter(isPositive);
          const left = add(sum(billed), takenBackOf(invoice, documents));
          expect(isNegative(left)).toBe(false);
        }
      }),
      40,
    );
  });
});
