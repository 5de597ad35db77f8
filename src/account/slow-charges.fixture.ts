import type { PhaseState, SubscriptionState } from "./account.ts";
import type { Invoice } from "./invoice.ts";
import { dayNumber, dayText } from "./life-story.fixture.ts";
import { type Standing, standingOn } from "./standing.ts";

/** The oracle's calendar: the day so many months after an anchor, on its day of the month or the month's last. */
function anniversary(anchor: string, months: number): number {
  const [year = 0, month = 0, day = 0] = anchor.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(day, last)) / 86_400_000;
}

/** Cents by what is bought, the second version's where it differs. */
const prices: Readonly<Record<string, bigint>> = {
  "team monthly": 49_900n,
  "team annual": 499_000n,
  "acme@2 team monthly": 59_900n,
  "acme@2 team annual": 599_000n,
  "hybrid monthly": 10_000n,
  "tried monthly": 3_000n,
  "insights monthly": 3_100n,
  "insights annual": 36_500n,
  "acme@2 insights monthly": 4_100n,
  "acme@2 insights annual": 40_000n,
  "vault monthly": 6_200n,
};

const cadenceOf = ({ plan, addon, cadence }: PhaseState["fact"]): string =>
  cadence ?? (addon === "vault" || plan === "hybrid" ? "monthly" : "");

function priceOf({ fact, model }: PhaseState): bigint {
  const name = `${fact.addon ?? fact.plan ?? ""} ${cadenceOf(fact)}`;
  const units = fact.addon === "vault" ? BigInt(fact.quantity ?? 1) : 1n;
  return units * (prices[`${model} ${name}`] ?? prices[name] ?? 0n);
}

/**
 * Cents by line id of every recurring period that begins by `until`: the price's share of the paid days that are served,
 * half up; of the days to the period's end where a change cut it without giving back. The phases are as nothing was billed.
 */
export function expectedCharges(
  phases: readonly PhaseState[],
  until: number,
): ReadonlyMap<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const phase of phases) {
    const { key, fact, anchor, cutSince, refundsUnused, nextRecurring } = phase;
    const price = priceOf(phase);
    const start = dayNumber(fact.start) + (fact.trialDays ?? 0);
    const end = fact.end === undefined ? Number.POSITIVE_INFINITY : dayNumber(fact.end);
    const keeps = cutSince !== null && !refundsUnused;
    const step = cadenceOf(fact) === "annual" ? 12 : 1;
    const calendar = `${dayText(start).slice(0, step === 12 ? 4 : 7)}-01-01`.slice(0, 10);
    const grid = fact.alignment === "calendar" ? calendar : (anchor ?? dayText(start));
    let index = 0;
    for (let nth = -20; ; nth += 1) {
      const from = anniversary(grid, nth * step);
      const to = anniversary(grid, (nth + 1) * step);
      if (to <= start) continue;
      const paidFrom = Math.max(from, start);
      if (paidFrom > until || paidFrom >= end) break;
      const days = BigInt((keeps ? to : Math.min(to, end)) - paidFrom);
      const whole = BigInt(to - from);
      const cents = (2n * price * days + whole) / (2n * whole);
      if (cents > 0n && index >= nextRecurring) charges.set(`${key}/base/${index}`, cents);
      index += 1;
    }
  }
  return charges;
}

const centsOf = (text: string): bigint => BigInt(text.replace(".", ""));

/** Cents by the id of the recurring period: what went back taken off, what was owed later added. */
export function chargedInAdvance(invoices: readonly Invoice[]): ReadonlyMap<string, bigint> {
  const charges = new Map<string, bigint>();
  for (const { id, amount } of invoices.flatMap(({ lines }) => lines)) {
    if (!id.includes("/base/")) continue;
    const period = id.replace(/\/(unused|rest\/\d+)$/, "");
    const cents = (charges.get(period) ?? 0n) + centsOf(amount);
    if (cents === 0n) charges.delete(period);
    else charges.set(period, cents);
  }
  return charges;
}

/** What documents break that one account issued; an empty list where nothing. */
export function unsoundDocuments(invoices: readonly Invoice[]): readonly string[] {
  const found: string[] = [];
  const ids = invoices.flatMap(({ lines }) => lines.map(({ id }) => id));
  if (new Set(ids).size !== ids.length) found.push("two lines have one id");
  const seen = new Set<string>();
  const next = { invoice: 1, "credit-note": 1 };
  let issued = "";
  for (const { id, kind, number, total, lines, corrects, issuedAt } of invoices) {
    const series = kind === "invoice" ? "INV" : "CN";
    const sum = lines.reduce((cents, { amount }) => cents + centsOf(amount), 0n);
    if ((kind === "credit-note") !== total.startsWith("-")) found.push(`${id} is no ${kind}`);
    if (number !== `${series}-${String(next[kind]).padStart(6, "0")}`)
      found.push(`${id} has number ${number}`);
    if (centsOf(total) !== sum) found.push(`${id} does not add up`);
    if (kind === "credit-note" && (corrects ?? []).length === 0) found.push(`${id} corrects none`);
    if (!(corrects ?? []).every((one) => seen.has(one))) found.push(`${id} corrects what is not`);
    if (issuedAt < issued) found.push(`${id} is issued before the last`);
    next[kind] += 1;
    seen.add(id);
    issued = issuedAt;
  }
  return found;
}

const served: readonly Standing[] = ["trialing", "active"];

const servedOn = ({ phases }: SubscriptionState, day: string): readonly PhaseState[] =>
  phases.filter(({ fact: { start, end } }) => start <= day && (end === undefined || day < end));

/** The days on which anything becomes different, and those before and after them. */
const turningDays = (subscriptions: readonly SubscriptionState[]): readonly string[] => [
  ...new Set(
    subscriptions
      .flatMap(({ phases, changes }) => [
        ...phases.flatMap(({ fact: { start, end = start, trialDays = 0 } }) => [
          dayNumber(start),
          dayNumber(start) + trialDays,
          dayNumber(end),
        ]),
        ...changes.map(({ day }) => dayNumber(day)),
      ])
      .flatMap((day) => [day - 1, day, day + 1])
      .map(dayText),
  ),
];

/** What subscriptions must never come to, looked at day by day. */
export function illegalities(subscriptions: readonly SubscriptionState[]): readonly string[] {
  const found: string[] = [];
  const days = turningDays(subscriptions);
  for (const one of subscriptions) {
    const { id, of, addon } = one.fact;
    const parent = subscriptions.find(({ fact }) => fact.id === of);
    for (const day of days) {
      const serving = servedOn(one, day);
      if (serving.length > 1) found.push(`${id} is served twice on ${day}`);
      const standing = standingOn(one, day);
      if (served.includes(standing) !== (serving.length === 1))
        found.push(`${id} is ${standing} on ${day}`);
      if (parent === undefined || serving.length === 0) continue;
      const beside = servedOn(parent, day)[0]?.fact;
      if (beside === undefined) found.push(`${id} outlives its subscription on ${day}`);
      if (addon === "insights" && beside?.plan === "hybrid")
        found.push(`${id} is beside a plan it is not for on ${day}`);
    }
  }
  return found;
}
