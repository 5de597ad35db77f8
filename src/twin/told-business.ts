import type { CustomerFact } from "../account/fact.ts";
import type { Invoice } from "../account/invoice.ts";
import { type DatedFact, isAboutCustomer } from "../account/issue-in-order.ts";
import { priceBooks } from "../account/price-book.ts";
import { ok, type Result } from "../fault/fault.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import { minorUnits } from "../money/currency.ts";
import { type DecimalText, formatFixed } from "../money/decimal.ts";
import type { UsageBatch } from "../plan/billing/sample-usage.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { liveBusiness, type SimulatedBusiness } from "./live.ts";
import { defaultUsageSpread, subscriptionsOf } from "./live-by-chance.ts";
import { payersByChance } from "./payers.ts";
import { type PlannedRun, plannedBusiness, scriptedBusiness } from "./planned-business.ts";
import { type Joining, randomFates } from "./random-fates.ts";
import { usualRetryDays } from "./twin-books.ts";
import { recurringMonths } from "./twin-months.ts";

/** What a customer uses at a moment. */
export interface ToldUsage {
  readonly at: Instant;
  readonly customer: string;
  readonly batches: readonly UsageBatch[];
}

/** A simulated business as somebody else is told it, with what the twin came to: whoever bills it comes to the same. */
export interface ToldBusiness {
  readonly customers: readonly CustomerFact[];
  /** In the order of time: each becomes known just before it holds, or just after what it answers. */
  readonly facts: readonly DatedFact[];
  readonly usage: readonly ToldUsage[];
  /** Everything that is issued before `until`. */
  readonly until: Instant;
  readonly invoices: readonly Invoice[];
  /** Recurring value at the end of each month, with all digits of the minor unit. */
  readonly recurring: readonly { readonly month: string; readonly closing: DecimalText }[];
}

/** How the customers of a told business behave: by chance where there is a seed, else as is expected. */
export interface TellingChoice {
  readonly seed?: number;
  readonly usageSpread?: number;
  readonly joining?: Joining;
}

/** At one moment a clock that is moved bills first, so what is told holds a second later, and what answers comes a second after. */
const apart = 1_000;

/**
 * Lives a plan's customers by the model just as it stands, with its taxes, terms and dunning, and keeps what they were told. Refuses what the
 * forecast and the machine refuse.
 */
export function tellBusiness(
  planned: PlannedRun,
  { seed, usageSpread = defaultUsageSpread, joining = "first-day" }: TellingChoice,
): Result<ToldBusiness> {
  const { model, first, months, run } = planned;
  const books = priceBooks([model]);
  if (!books.ok) return books;
  const own = { ...planned, books: books.value };
  const simulated =
    seed === undefined
      ? scriptedBusiness(own)
      : plannedBusiness(own, (segment, drivers) =>
          randomFates(drivers, { seed, segment, first, usageSpread, joining }),
        );
  if (!simulated.ok) return simulated;
  const business: SimulatedBusiness = {
    ...simulated.value,
    facts: simulated.value.facts.map((fact) => shifted(fact, -apart)),
  };
  const { zone } = books.value.current;
  const payers =
    seed === undefined
      ? undefined
      : payersByChance({
          ...{ seed, zone, first, months },
          minorUnits: minorUnits(model.currency),
          read: (figure, month) => run.read(`capital.${figure}`, month),
          retryDays: model.payment?.retryDays ?? usualRetryDays,
          dunning: model.payment?.dunning ?? { steps: [] },
          subscriptionAt: subscriptionsOf(business),
        });
  const invoices: Invoice[] = [];
  const last = first + months - 1;
  const lived = liveBusiness(business, first - 1, last, {
    entries: () => {},
    answer: (one) => {
      if (one.kind === "document") invoices.push(one.invoice);
      const answer = payers?.answer(one);
      if (answer === undefined) return undefined;
      // A charge is a provider's, and is told of by what came of it.
      const facts = answer.facts.filter(
        ({ fact }) => fact.fact !== "charge" && fact.fact !== "charge-failure",
      );
      return { ...answer, facts: facts.map((fact) => shifted(fact, apart)) };
    },
  });
  if (!lived.ok) return lived;
  const recurring = recurringMonths(lived.value.metrics, model, first, months);
  if (!recurring.ok) return recurring;
  const until = monthStart(zone, last + 2);
  const digits = minorUnits(model.currency);
  return ok({
    customers: business.customers,
    facts: lived.value.told.filter(({ at, fact }) => at < until && !isAboutCustomer(fact)),
    usage: usageOf(business, { first: first - 1, last: last + 1 }, payers?.lostAt ?? new Map()),
    until,
    invoices,
    recurring: recurring.value.map((closing, month) => ({
      month: monthText(first + month),
      closing: formatFixed(closing, digits),
    })),
  });
}

const shifted = ({ fact, at, ...rest }: DatedFact, by: number): DatedFact => ({
  ...rest,
  at: at + by,
  fact: { ...fact, recordedAt: formatInstant(at + by) },
});

/** What each customer uses in each month, until it is lost. */
function usageOf(
  { fates, uses, usesAt }: SimulatedBusiness,
  { first, last }: { readonly first: number; readonly last: number },
  lostAt: ReadonlyMap<string, Instant>,
): readonly ToldUsage[] {
  const told: ToldUsage[] = [];
  for (const { customer } of fates)
    for (let month = first; month <= last; month += 1) {
      const batches = uses(month, customer);
      const at = usesAt(month, customer);
      if (batches.length > 0 && at < (lostAt.get(customer) ?? Number.POSITIVE_INFINITY))
        told.push({ at, customer, batches });
    }
  return told.sort((left, right) => left.at - right.at);
}
