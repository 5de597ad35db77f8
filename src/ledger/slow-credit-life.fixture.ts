import type { Invoice, InvoiceLine } from "../account/invoice.ts";
import type { Happening } from "../account/issue-in-order.ts";
import type { AdjustGrantFact, CreditFact, GrantFact } from "../credit/credit-fact.ts";
import { text } from "../credit/credit-story.fixture.ts";
import type { CreditMovement } from "../credit/movement.ts";
import {
  left,
  openSlowBook,
  type SlowBook,
  type SlowGrant,
  type SlowLine,
  slowAdjust,
  slowBurn,
  slowGrant,
  slowPass,
  slowRelease,
  slowVoid,
} from "../credit/slow-credit.fixture.ts";
import { DAY_MS, type Instant } from "../time/instant.ts";
import { dayOf, lifeStart, type ToldOnce } from "./credit-life.fixture.ts";

/** A life with credits counted cent by cent: told the same facts, and shown the documents for what they bill. */
export interface CountedLife {
  /** Follows what happened until a moment; throws where documents say what the count does not. */
  readonly follow: (happened: readonly Happening[], at: Instant) => void;
  /** What is left of each grant, as the account says it. */
  readonly remaining: () => Readonly<Record<string, { amount: string; cost: string }>>;
}

const centsOf = (money: string): number => Math.round(Number(money.replace(" USD", "")) * 100);
const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** Begins to count. */
export function countedLife(told: readonly ToldOnce[]): CountedLife {
  const book = openSlowBook();
  book.day = dayOf(lifeStart);
  return {
    follow: (happened, at) => {
      slowPass(book, dayOf(at), at / DAY_MS);
      const refused = new Set(
        happened.flatMap((one) => (one.kind === "refused" ? [one.refused.fact.id] : [])),
      );
      for (const one of told)
        if (one.at === at && !refused.has(one.fact.id)) followFact(book, one, dayOf(at));
      // What is billed at a moment comes after what is told at it; each document after the movements before it.
      followAll(book, happened, told, dayOf(at));
    },
    remaining: () =>
      Object.fromEntries(
        book.grants.map((grant) => [
          grant.id,
          { amount: text(left(book, grant)), cost: text(grant.cost.remaining) },
        ]),
      ),
  };
}

const plain = {
  priority: 0,
  grace: 0,
  served: false,
  appliesTo: "all",
  share: 0,
  maximum: null,
  rolls: 0,
  life: 1,
} as const;

/** Days until the same day of the next month, or its last one. */
function daysToMonthLater(day: number): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const longest = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  return Date.UTC(year, month + 1, Math.min(date.getUTCDate(), longest)) / DAY_MS - day;
}

/** A grant as its fact says it, given at a moment of a day. */
function givenBy(
  fact: GrantFact,
  granted: number,
  waited: boolean,
): Omit<SlowGrant, "cost" | "voided"> {
  const today = Math.floor(granted);
  const effective = waited ? today : dayOfDate(fact.date);
  const end = fact.expires === undefined ? null : dayOfDate(fact.expires);
  const amount = centsOf(fact.amount ?? "0 USD");
  return {
    ...plain,
    id: fact.id,
    amount,
    price: fact.price === undefined ? 0 : centsOf(fact.price),
    priority: fact.priority ?? (fact.credit === "when-paid" ? 2 : 0),
    granted,
    effective,
    // What was paid for is given, however late.
    expires: end !== null && end <= granted ? null : end,
    served: fact.covers === "served",
    // Open until just past the day of grace, so that it pays for what is billed at its end.
    grace: fact.covers === "served" ? 1 + 1 / DAY_MS : 0,
    appliesTo: fact.appliesTo ?? "all",
    ...(fact.rollover === undefined
      ? {}
      : {
          share: Number.parseInt(fact.rollover.share ?? "100%", 10),
          maximum: centsOf(fact.rollover.maximum ?? "0 USD"),
          rolls: 1,
          life: daysToMonthLater(end ?? 0),
        }),
  };
}

function followFact(book: SlowBook, { fact, at }: ToldOnce, today: number): void {
  const told = fact as CreditFact | typeof fact;
  if (told.fact === "subscription") recur(book, "s-1/allowance", 25, 1e9, today);
  if (told.fact === "cancel") {
    for (const rule of book.recurring) if (rule.id === "s-1/allowance") rule.ends = today;
    for (const grant of book.grants)
      if (
        grant.id.startsWith("s-1/allowance/") &&
        grant.effective >= today &&
        left(book, grant) > 0
      )
        slowVoid(book, grant);
  }
  if (told.fact === "grant" && told.every !== undefined)
    recur(book, told.id, centsOf(told.amount ?? "0 USD"), told.count ?? 1, today);
  else if (told.fact === "grant" && told.price === undefined)
    slowGrant(book, givenBy(told, at / DAY_MS, false));
  if (told.fact === "void-grant") {
    const grant = book.grants.find(({ id }) => id === told.grant);
    if (grant !== undefined) slowVoid(book, grant);
  }
  if (told.fact === "adjust-grant") followAdjustment(book, told);
}

/** Given at once for this week, then every week. */
function recur(book: SlowBook, id: string, amount: number, count: number, start: number): void {
  const once = { id, amount, price: 0, start, step: 7, life: "period" } as const;
  book.recurring.push({ ...once, count, ends: null, given: 0 });
  slowPass(book, start);
}

function followAdjustment(book: SlowBook, fact: AdjustGrantFact): void {
  const grant = book.grants.find(({ id }) => id === fact.grant);
  if (grant === undefined) throw new Error(`${fact.grant} was adjusted and is not known`);
  if (fact.priority !== undefined) grant.priority = fact.priority;
  if (fact.expires !== undefined && fact.expires !== "never") {
    grant.expires = dayOfDate(fact.expires);
    if (grant.rolls > 0) grant.life = daysToMonthLater(grant.expires);
  }
  if (fact.add !== undefined) slowAdjust(book, grant, centsOf(fact.add));
  if (fact.remove !== undefined) slowAdjust(book, grant, -centsOf(fact.remove));
}

function followAll(
  book: SlowBook,
  happened: readonly Happening[],
  told: readonly ToldOnce[],
  today: number,
): void {
  const moved = happened.flatMap((one) => (one.kind === "movement" ? [one.movement] : []));
  for (const one of happened) {
    if (one.kind === "document") followDocument(book, one.invoice, moved, today);
    if (one.kind === "movement" && one.movement.kind === "credit-grant")
      followGrant(book, one.movement, told);
  }
}

/** Credits that were sold are given when their invoice is issued or paid: the count cannot know when, only what. */
function followGrant(
  book: SlowBook,
  movement: Extract<CreditMovement, { kind: "credit-grant" }>,
  told: readonly ToldOnce[],
): void {
  const { grant: id, date, worth, cost } = movement;
  // The first is the grant, any other a bonus that was told.
  if (movement.id !== `${id}/1`) return;
  const known = book.grants.find((one) => one.id === id);
  if (known === undefined) slowGrant(book, soldAs(movement, date / DAY_MS, told));
  const given = known ?? book.grants.find((one) => one.id === id);
  if (worth !== text(given?.amount ?? 0) || cost !== text(given?.price ?? 0))
    throw new Error(`${id} was given as ${worth} for ${cost}`);
}

function soldAs(
  { grant: id, worth }: Extract<CreditMovement, { kind: "credit-grant" }>,
  granted: number,
  told: readonly ToldOnce[],
): Omit<SlowGrant, "cost" | "voided"> {
  const sold = told.find(({ fact }) => fact.fact === "grant" && fact.id === id)?.fact;
  if (sold !== undefined) return givenBy(sold as GrantFact, granted, true);
  const amount = centsOf(worth);
  // Packs of 0.60 at 80%, as many as are needed.
  if (!id.startsWith("t-1/") || amount % 60 !== 0) throw new Error(`nobody asked for ${id}`);
  const effective = Math.floor(granted);
  return { ...plain, id, amount, price: amount * 0.8, granted, effective, expires: null };
}

function followDocument(
  book: SlowBook,
  invoice: Invoice,
  moved: readonly { readonly kind: string }[],
  today: number,
): void {
  const lines = invoice.lines.filter(({ kind }) => kind !== "credits");
  let room = lines.reduce((all, { gross }) => all + centsOf(gross), 0);
  if (room > 0) {
    const payable = lines.flatMap((line): SlowLine[] => {
      const amount = Math.min(room, centsOf(line.gross));
      if (amount <= 0) return [];
      room -= amount;
      return [{ ...slowLine(line, today), amount }];
    });
    const draws = slowBurn(book, invoice.id, payable);
    const cost = draws.reduce((all, one) => all + one.cost, 0);
    const free = draws.reduce((all, one) => all + one.amount - one.cost, 0);
    if (text(cost) !== (invoice.prepaid ?? "0.00") || text(free) !== text(freeOn(invoice)))
      throw new Error(`credits pay ${text(cost)} and take ${text(free)} off ${invoice.id}`);
    return;
  }
  // Which part of credits comes back is the account's to say; that it comes in their order, at their cost, is counted.
  for (const [key, amount] of returned(moved as readonly CreditMovement[], invoice.id)) {
    const [paid = "", line = ""] = key.split("\n");
    slowRelease(book, paid, line, amount, undefined);
  }
}

const freeOn = ({ discount }: Invoice): number => centsOf(discount);

const slowLine = ({ id, kind, period }: InvoiceLine, today: number) => ({
  id,
  kind: kind === "recurring" ? ("recurring" as const) : ("one-off" as const),
  from: period === null ? null : Date.parse(period.from) / DAY_MS,
  to: period === null ? today : Date.parse(period.to) / DAY_MS,
});

/** What came back with a credit note, by the invoice and the line that it had paid. */
function returned(movements: readonly CreditMovement[], note: string): ReadonlyMap<string, number> {
  const back = new Map<string, number>();
  for (const one of movements) {
    if (one.kind !== "credit-release" || one.against.creditNote !== note) continue;
    for (const { line, amount } of one.draws) {
      const key = `${one.against.invoice ?? ""}\n${line}`;
      back.set(key, (back.get(key) ?? 0) + centsOf(amount));
    }
  }
  return back;
}
