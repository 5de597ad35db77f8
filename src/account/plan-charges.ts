import { expectOk, ok, type Result } from "../fault/fault.ts";
import type { ChargeFold } from "../metering/charge-fold.ts";
import type { Meter } from "../model/meter.ts";
import type { Charge, Subscribable } from "../model/plan.ts";
import type { PriceInput, PriceTerms } from "../pricing/price-kind.ts";
import { compilePrice, innermostPrice, type Price } from "../pricing/registry.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../time/cadence.ts";
import { foldOf } from "./charge-overage.ts";
import { cappedPrice, type PriceCeiling } from "./contracts/price-ceiling.ts";
import { faultsAt, named, type PriceBook } from "./price-book.ts";
import type { Subscribed } from "./subscribed.ts";

/** A metered charge of a plan or add-on made ready to bill; the same for every subscriber who agreed on nothing else. */
export interface PlanCharge {
  readonly id: string;
  readonly charge: Charge;
  /** How a line names it: the plan, then the charge or its meter. */
  readonly description: string;
  readonly meterId: string;
  readonly meter: Meter;
  readonly cadence: CadenceName;
  /** Closed periods that late usage may still be billed to. */
  readonly latePeriods: number;
  readonly fold: ChargeFold;
  /** Whether a value holds on into later periods, so that an event changes its own period and all that follow. */
  readonly carries: boolean;
  /** The kind of price inside all wrappers: what is charged for. */
  readonly priceKind: Price["kind"];
  /** What the price folds over; a store that adds up by itself must know. */
  readonly input: PriceInput;
  readonly dimensions: readonly string[];
  readonly stream: string;
  /** JSON pointer of the price in the model. */
  readonly pointer: string;
}

/** Ids of a plan's charges, sorted: a stored model has its keys sorted, a declared one has not, and both give the same bytes. */
export const chargeIds = (plan: Pick<Subscribable, "charges">): readonly string[] =>
  Object.keys(plan.charges ?? {}).sort();

const listed = new WeakMap<PriceBook, Map<string, Result<PlanCharge>>>();

/** A charge at the prices of the list; compiled once for all who buy it. Refuses as {@link compileCharge} does. */
export function listedCharge(
  book: PriceBook,
  subscribed: Subscribed,
  id: string,
): Result<PlanCharge> {
  const charges = listed.get(book) ?? new Map<string, Result<PlanCharge>>();
  listed.set(book, charges);
  const key = pricePointer(subscribed, id);
  const known = charges.get(key);
  if (known !== undefined) return known;
  const compiled = compileCharge(book, subscribed, id, {});
  charges.set(key, compiled);
  return compiled;
}

/**
 * Compiles a charge with what a subscription agreed on or reserved. The charge must exist. Refuses what its
 * price and meter refuse: `needs-agreed-price`, `outside-agreed-range`, `unknown-meter`…, under the price's pointer.
 */
export function compileCharge(
  book: PriceBook,
  subscribed: Subscribed,
  id: string,
  terms: PriceTerms,
  ceilings: readonly PriceCeiling[] = [],
): Result<PlanCharge> {
  const plan = subscribed.item;
  const charge = expectOk(named(plan.charges, id, "charge", ""));
  const pointer = pricePointer(subscribed, id);
  const meter = named(book.model.meters, charge.meter, "meter", pointer);
  if (!meter.ok) return meter;
  const price = compilePrice(charge.price, terms);
  if (!price.ok) return faultsAt(pointer, price);
  const capped = cappedPrice(
    price.value,
    ceilings,
    ({ charges }) => (charges[id]?.meter === charge.meter ? charges[id].price : undefined),
    ({ agreed: { [id]: agreed } }) =>
      agreed === undefined ? reservedOf(terms) : { ...reservedOf(terms), agreed },
  );
  const fold = foldOf(charge, meter.value, capped);
  if (!fold.ok) return faultsAt(pointer, fold);
  const cadence = charge.every ?? "monthly";
  return ok({
    id,
    charge,
    description: `${plan.name}: ${charge.name ?? meter.value.name ?? charge.meter}`,
    meterId: charge.meter,
    meter: meter.value,
    cadence,
    latePeriods: periodsWithin(book.lateMonths, cadence),
    fold: fold.value,
    carries: meter.value.aggregation.kind === "time-weighted-sum",
    priceKind: innermostPrice(charge.price).kind,
    input: capped.input,
    dimensions: capped.dimensions ?? [],
    stream: charge.stream ?? plan.stream,
    pointer,
  });
}

const reservedOf = ({ reserved }: PriceTerms): PriceTerms =>
  reserved === undefined ? {} : { reserved };

const pricePointer = ({ pointer, contract }: Subscribed, id: string): string =>
  contract?.charges.has(id) === true
    ? `${contract.pointer}/charges/${id}`
    : `${pointer}/charges/${id}/price`;

const longestMonth = 31;

/**
 * How many periods of a cadence so many months reach back over: the whole ones, but at least one, so that an annual charge
 * does not lose what came in after its year; none where no month is given. Days and weeks count the longest months.
 */
function periodsWithin(months: number, name: CadenceName): number {
  if (months === 0) return 0;
  const cadence = expectOk(parseCadence(name));
  const length = monthsOf(cadence);
  if (length !== undefined) return Math.max(1, Math.floor(months / length));
  return Math.ceil((months * longestMonth) / (daysOf(cadence) ?? 1));
}
