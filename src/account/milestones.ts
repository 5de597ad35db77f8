import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Milestone } from "../model/offer.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt } from "../time/zone.ts";
import type { Account, CreditedMilestone, ReachedMilestone, SaleState } from "./account.ts";
import type { Invoice } from "./invoice.ts";
import type { MilestoneFact } from "./milestone-fact.ts";
import { named, type PriceBook, type PriceBooks } from "./price-book.ts";
import { projectDay } from "./project-day.ts";
import { zoneOf } from "./terms.ts";

/** Something that was invoiced before it was delivered has been delivered: it moves no money, and is now revenue. */
export interface DeliveryMovement {
  readonly kind: "delivery";
  /** The id of the fact that told it. */
  readonly id: string;
  readonly customer: string;
  /** When it was both known and invoiced. UTC. */
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** The local day on which it was delivered. */
  readonly day: string;
  /** The invoice that charged for it, by its id, and the line. */
  readonly invoice: string;
  readonly line: string;
}

/** How an offer's price falls due: whole on the day of the sale, or with each milestone, or whole before its milestones. */
export type SaleBilling = "whole" | "by-milestone" | "before-milestones";

/** How a sale is billed, by the version that was bought. */
export function billingOf({ fact }: SaleState, book: PriceBook): SaleBilling {
  const offer = book.model.offers?.[fact.offer];
  if (offer?.milestones === undefined || offer.milestones.length === 0) return "whole";
  return offer.invoiced === "on-sale" ? "before-milestones" : "by-milestone";
}

/** The milestones of what was sold, as it was amended last; none where the offer has none. */
export const milestonesOf = (
  { fact, amendments }: SaleState,
  book: PriceBook,
): readonly Milestone[] =>
  amendments?.at(-1)?.milestones ?? book.model.offers?.[fact.offer]?.milestones ?? [];

/** The id of a milestone's line; milestones count from 1. */
export const milestoneLineId = (sale: string, place: number | ""): string =>
  `${sale}/sale/${place}`;

/**
 * Takes down that a milestone of a sale was reached. Refuses `unknown-sale`, `unknown-milestone`, `milestone-reached` the
 * second time, `before-sale` a day before the sale's own, and `not-yet` a day that is still to come.
 */
export function tellMilestone(
  account: Account,
  fact: MilestoneFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const sales = Object.fromEntries(account.sales.map((one) => [one.fact.id, one]));
  const found = named(sales, fact.sale, "sale", "/sale", "this customer");
  if (!found.ok) return found;
  const state = found.value;
  const book = books.find(state.model);
  const place = placeOf(fact, state, book);
  if (!place.ok) return place;
  const day = projectDay(
    {
      on: fact.on,
      knownSince,
      told: "a milestone is told once it was reached",
      happened: "reached",
    },
    account,
    state,
    book,
  );
  if (!day.ok) return day;
  const reached: ReachedMilestone = {
    id: fact.id,
    place: place.value,
    day: day.value,
    knownSince,
    billed: false,
  };
  const all = [...(state.reached ?? []), reached].sort((left, right) => left.place - right.place);
  const sale: SaleState = { ...state, reached: all };
  return ok({ ...account, sales: account.sales.map((one) => (one === state ? sale : one)) });
}

function placeOf(fact: MilestoneFact, state: SaleState, book: PriceBook): Result<number> {
  const names = milestonesOf(state, book).map(({ name }) => name);
  const place = names.indexOf(fact.milestone) + 1;
  if (place === 0) {
    const near = nearest(fact.milestone, names) ?? names[0];
    return refuse({
      code: "unknown-milestone",
      path: "/milestone",
      message:
        names.length === 0
          ? `what was sold with "${fact.sale}" has no milestones`
          : `what was sold with "${fact.sale}" has no such milestone`,
      value: fact.milestone,
      ...(near === undefined ? {} : { suggestion: `write "${near}"` }),
    });
  }
  const before = state.reached?.find((one) => one.place === place);
  if (before === undefined) return ok(place);
  return refuse({
    code: "milestone-reached",
    path: "/milestone",
    message: `this milestone was reached on ${before.day}, as "${before.id}" told`,
    value: fact.milestone,
  });
}

/**
 * The account with the document that each sale was billed on whose milestones are still to be delivered, and with what credit
 * notes took back of it; or with that of each milestone that was billed by itself.
 */
export function rememberSold(account: Account, invoices: readonly Invoice[]): Account {
  if (account.sales.length === 0) return account;
  const sold = new Map<string, string>();
  const reached = new Map<string, string>();
  for (const { id, lines } of invoices)
    for (const line of lines)
      if (line.kind === "milestone") (line.period === null ? sold : reached).set(line.id, id);
  if (sold.size === 0 && reached.size === 0) return account;
  return {
    ...account,
    sales: account.sales.map((state) => {
      const invoice = sold.get(milestoneLineId(state.fact.id, 1)) ?? state.invoice;
      if (invoice === undefined) return reached.size === 0 ? state : withInvoices(state, reached);
      const credited = [...(state.credited ?? []), ...creditedOf(state, sold)];
      return { ...state, invoice, ...(credited.length === 0 ? {} : { credited }) };
    }),
  };
}

/** The lines of credit notes among these that are about a sale's milestones. */
function creditedOf(
  { fact }: SaleState,
  sold: ReadonlyMap<string, string>,
): readonly CreditedMilestone[] {
  const own = milestoneLineId(fact.id, "");
  return [...sold].flatMap(([line, invoice]) => {
    const [place = "", about] = line.startsWith(own) ? line.slice(own.length).split("/") : [];
    if (about !== "credit") return [];
    return [{ invoice, line, place: Number(place), delivered: false }];
  });
}

function withInvoices(state: SaleState, invoices: ReadonlyMap<string, string>): SaleState {
  if (state.reached === undefined) return state;
  const reached = state.reached.map((one): ReachedMilestone => {
    const invoice = invoices.get(milestoneLineId(state.fact.id, one.place));
    return invoice === undefined ? one : { ...one, invoice };
  });
  return reached.every((one, index) => one === state.reached?.[index])
    ? state
    : { ...state, reached };
}

/** What was delivered of sales that are invoiced, and is not booked yet. */
export function deliverMilestones(
  account: Account,
  books: PriceBooks,
  at: Instant,
): { readonly account: Account; readonly movements: readonly DeliveryMovement[] } {
  if (account.sales.length === 0) return { account, movements: [] };
  const movements: DeliveryMovement[] = [];
  const sales = account.sales.map((state) => {
    const { fact, invoice, reached = [], credited } = state;
    if (invoice === undefined) return state;
    const before = movements.length;
    const book = books.find(state.model);
    const { currency } = book.model;
    const about = { kind: "delivery", customer: account.customer.id, date: at, currency } as const;
    for (const { id, place, day, billed } of reached)
      if (!billed)
        movements.push({ ...about, id, day, invoice, line: milestoneLineId(fact.id, place) });
    const today = formatCivilDate(civilDateAt(expectOk(zoneOf(account.customer, book)), at));
    const taken = credited?.map((one): CreditedMilestone => {
      const { invoice, line } = one;
      const milestone = reached.find(({ place }) => place === one.place);
      if (one.delivered || milestone === undefined) return one;
      // What goes back of what was delivered before goes back now.
      const day = milestone.billed ? today : milestone.day;
      movements.push({ ...about, id: `${milestone.id}/${line}`, day, invoice, line });
      return { ...one, delivered: true };
    });
    if (movements.length === before) return state;
    const all = reached.map((one) => ({ ...one, billed: true }));
    return { ...state, reached: all, ...(taken === undefined ? {} : { credited: taken }) };
  });
  return movements.length === 0
    ? { account, movements }
    : { account: { ...account, sales }, movements };
}

/** When a milestone or an amendment was told last; before all time where none was. UTC. */
export const milestoneToldAt = ({ sales }: Pick<Account, "sales">): Instant =>
  Math.max(
    -1,
    ...sales.flatMap(({ reached = [], amendments = [] }) =>
      [...reached, ...amendments].map(({ knownSince }) => knownSince),
    ),
  );
