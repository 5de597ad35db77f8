import type { Instant } from "../time/instant.ts";
import { startOfDayNumber } from "../time/zone.ts";
import { dayOf, zoneOf } from "./open-item.ts";
import { isDisputed, type OpenItem, type Receivables } from "./receivables.ts";

/** How we charge customers who let us. */
export interface AutopayPolicy {
  /** When an invoice is first charged. */
  readonly first: "issue" | "due";
  /** Local days after the first failed charge on which it is tried again: `[1, 3, 7]`. Rising. */
  readonly retryDays: readonly number[];
}

/** A charge to be started, at the earliest at `at`. */
export interface NextCharge {
  readonly invoice: string;
  readonly method: string;
  readonly amount: string;
  readonly at: Instant;
}

/**
 * The charges to come, one for each item that can be charged, soonest first.
 *
 * `methods` are the ids of the customer's methods that we may charge, in the order in which they are tried. In each round
 * every method is tried in turn until one pays; a round that fails is repeated at the beginning of the local day that
 * `retryDays` names, and after the last of them nothing more is tried. A method that was refused for good, on any invoice,
 * is left out; a new one is tried at once. Contested items, promised ones, and those whose last charge has not ended
 * wait. A charge that the bank takes back days later counts as a failed one.
 */
export function nextCharges(
  state: Receivables,
  policy: AutopayPolicy,
  methods: readonly string[],
): readonly NextCharge[] {
  const refused = new Set(
    state.items
      .flatMap(({ charges }) => charges)
      .filter(({ status }) => status === "refused")
      .map(({ method }) => method),
  );
  const usable = methods.filter((method) => !refused.has(method));
  return state.items
    .filter((item) => item.closedAt === null && !isDisputed(state, item))
    .flatMap((item) => nextOf(state, policy, usable, item) ?? [])
    .toSorted((left, right) => left.at - right.at);
}

function nextOf(
  state: Receivables,
  policy: AutopayPolicy,
  usable: readonly string[],
  item: OpenItem,
): NextCharge | undefined {
  if (item.charges.some(({ status }) => status === "pending")) return undefined;
  const failed = item.charges.filter(({ status }) => status !== "paid");
  const triesOf = (method: string): number =>
    failed.filter((charge) => charge.method === method).length;
  const round = Math.min(...usable.map(triesOf));
  const method = usable.find((one) => triesOf(one) === round);
  if (method === undefined) return undefined;
  const begun = usable.some((one) => triesOf(one) > round);
  const at = begun ? lastEnd(item) : roundAt(state, policy, item, round);
  if (at === undefined) return undefined;
  const { promisedUntil } = item.dunning;
  const free =
    promisedUntil === null ? at : Math.max(at, startOfDayNumber(zoneOf(state), promisedUntil + 1));
  return { invoice: item.invoice, method, amount: item.open, at: free };
}

/** When a round in which every method is tried begins; undefined after the last. */
function roundAt(
  state: Receivables,
  { first, retryDays }: AutopayPolicy,
  item: OpenItem,
  round: number,
): Instant | undefined {
  if (round === 0) return Math.max(first === "issue" ? item.issuedAt : item.dueAt, lastEnd(item));
  const days = retryDays[round - 1];
  const [failure] = item.charges.filter(({ status }) => status !== "paid");
  if (days === undefined || failure === undefined) return undefined;
  const retryDay = dayOf(state, failure.at) + days;
  return Math.max(startOfDayNumber(zoneOf(state), retryDay), lastEnd(item));
}

/** When the last charge of an item ended; the beginning of time where there was none. */
const lastEnd = ({ charges }: OpenItem): Instant =>
  Math.max(0, ...charges.map(({ at, endedAt }) => endedAt ?? at));
