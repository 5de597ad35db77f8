import { expectOk, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Model } from "../../model/model.ts";
import { agreesRate, isExact, type Rate } from "../../money/amount.ts";
import { minorUnits, requireMinorUnit } from "../../money/currency.ts";
import {
  type Decimal,
  isNegative,
  isPositive,
  isZero,
  max,
  multiply,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { type Money, parseMoney } from "../../money/money.ts";
import { type Percent, shareOf } from "../../money/percent.ts";
import { round } from "../../money/rounding.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import { startOfDayNumber, type Zone } from "../../time/zone.ts";
import { postDocument } from "../documents/ledger-document.ts";
import type { PartnerShare } from "../documents/partner-share.ts";
import type { JournalEntry } from "../entry.ts";
import type { PartnerPayoutFact, PartnerShareFact } from "./partner-fact.ts";

/** What the books need of the business: by which days they count, and what it has agreed with partners. */
export interface BooksOf {
  readonly zone: Zone;
  readonly model: Pick<Model, "partners" | "rounding" | "shares">;
}

/** What is agreed with a partner: the rate, what it is taken of, and who bears it. */
interface Agreed {
  readonly partner: string;
  readonly name: string;
  readonly rate: Rate;
  readonly of: string;
  readonly treatment: PartnerShare["treatment"];
  readonly minimum?: Money;
}

/**
 * The entry of a reported share: its rate of the base, rounded once to the minor unit, at least the share's minimum where the base
 * is not below zero. Lowers the revenue of the share's stream where it names one, for then we sell as the partner's agent; else it is
 * a cost, as a commission is. Refuses `unknown-share`, `unknown-partner`, `partner-missing`, `partner-differs`, `share-is-ours`,
 * `no-commission`, `needs-agreed-price`, what `agreesRate` refuses, `currency-mismatch` with the minimum, `wrong-minor-unit`, and `nothing-to-book`.
 */
export function partnerShareEntry(
  fact: PartnerShareFact,
  { zone, model }: BooksOf,
): Result<JournalEntry> {
  const agreed =
    fact.share === undefined ? commission(fact, model) : share(fact, fact.share, model);
  if (!agreed.ok) return agreed;
  const { partner, name, of, treatment, minimum } = agreed.value;
  const rate = settledRate(agreed.value.rate, fact.rate);
  if (!rate.ok) return rate;
  const base = wholeMoney(fact.base, "/base");
  if (!base.ok) return base;
  const { currency, value } = base.value;
  const least = minimum === undefined || isNegative(value) ? undefined : parseMoney(minimum);
  if (least?.ok === true && least.value.currency !== currency)
    return refuse({
      code: "currency-mismatch",
      path: "/base",
      message: `the share has a minimum in ${least.value.currency}`,
      value: fact.base,
    });
  const part = round(multiply(value, shareOf(rate.value)), minorUnits(currency), model.rounding);
  const amount: Decimal = least?.ok === true ? max(part, least.value.value) : part;
  if (isZero(amount)) return refuse(nothing(fact));
  return ok(
    postDocument({
      kind: "partner-share",
      id: fact.id,
      partner,
      date: beginOf(fact.date, zone),
      currency,
      amount: minorText(amount, currency),
      treatment,
      about: `${name}, ${rate.value} of ${fact.base} (${of}; ${fact.by})`,
    }),
  );
}

/** The entry of a payout to a partner. Refuses `unknown-partner`, `not-positive` and `wrong-minor-unit`. */
export function partnerPayoutEntry(
  fact: PartnerPayoutFact,
  { zone, model }: BooksOf,
): Result<JournalEntry> {
  const { partner, provider } = fact;
  const faults = partnerFaults(partner, model);
  if (faults.length > 0) return refuse(...faults);
  const paid = wholeMoney(fact.amount, "/amount");
  if (!paid.ok) return paid;
  const { currency, value } = paid.value;
  if (!isPositive(value))
    return refuse({
      code: "not-positive",
      path: "/amount",
      message: "a payout is above zero",
      value: fact.amount,
    });
  return ok(
    postDocument({
      kind: "partner-payout",
      id: fact.id,
      partner,
      date: beginOf(fact.date, zone),
      currency,
      amount: minorText(value, currency),
      ...(provider === undefined ? {} : { provider }),
    }),
  );
}

function share(fact: PartnerShareFact, id: string, model: BooksOf["model"]): Result<Agreed> {
  const { shares = {} } = model;
  const found = Object.hasOwn(shares, id) ? shares[id] : undefined;
  if (found === undefined)
    return refuse({ code: "unknown-share", ...missing("share", id, Object.keys(shares)) });
  if (found.to === "us")
    return refuse({
      code: "share-is-ours",
      path: "/share",
      message: `"${found.name}" is what the partner owes us, so it is an invoice to the partner`,
      value: id,
      suggestion: "open the partner as a customer, and bill it a sale or a plan with a percentage",
    });
  const partner = found.partner ?? fact.partner;
  if (partner === undefined)
    return refuse({
      code: "partner-missing",
      path: "/partner",
      message: `"${found.name}" names no partner, so the report has to`,
    });
  if (fact.partner !== undefined && fact.partner !== partner)
    return refuse({
      code: "partner-differs",
      path: "/partner",
      message: `"${found.name}" is the share of "${partner}"`,
      value: fact.partner,
      suggestion: "leave the partner out",
    });
  const faults = partnerFaults(partner, model);
  if (faults.length > 0) return refuse(...faults);
  return ok({
    partner,
    name: found.name,
    rate: found.split?.partner ?? found.rate,
    of: found.base,
    treatment:
      found.stream === undefined
        ? { kind: "cost" }
        : { kind: "lowers-revenue", stream: found.stream },
    ...(found.minimum === undefined ? {} : { minimum: found.minimum }),
  });
}

function commission(
  { partner }: PartnerShareFact,
  { partners = {} }: BooksOf["model"],
): Result<Agreed> {
  if (partner === undefined)
    return refuse({
      code: "partner-missing",
      path: "/partner",
      message: "nothing says whose share this is",
      suggestion: "name a share of the model, or a partner that earns a commission",
    });
  const faults = partnerFaults(partner, { partners });
  if (faults.length > 0) return refuse(...faults);
  const earned = partners[partner]?.commission;
  if (earned === undefined)
    return refuse({
      code: "no-commission",
      path: "/partner",
      message: `the model states no commission of "${partner}"`,
      value: partner,
      suggestion: "name the share that it has",
    });
  const name = `Commission of ${partners[partner]?.name ?? partner}`;
  return ok({ partner, name, rate: earned.rate, of: earned.base, treatment: { kind: "cost" } });
}

function settledRate(stated: Rate, agreed: Percent | undefined): Result<Percent> {
  if (agreed !== undefined) return agreesRate(stated, agreed, "/rate");
  if (isExact(stated)) return ok(stated);
  return refuse({
    code: "needs-agreed-price",
    path: "/rate",
    message: "the model leaves this rate open, so the report has to state the one agreed",
    value: stated,
    suggestion: 'add rate: "3%"',
  });
}

function partnerFaults(
  partner: string,
  { partners = {} }: Pick<BooksOf["model"], "partners">,
): readonly Fault[] {
  if (Object.hasOwn(partners, partner)) return [];
  return [{ code: "unknown-partner", ...missing("partner", partner, Object.keys(partners)) }];
}

function missing(noun: string, id: string, known: readonly string[]): Omit<Fault, "code"> {
  const near = nearest(id, known);
  return {
    path: `/${noun}`,
    message: `the model has no ${noun} "${id}"`,
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  };
}

function wholeMoney(text: Money, path: string): ReturnType<typeof parseMoney> {
  const read = parseMoney(text, path);
  if (!read.ok) return read;
  const whole = requireMinorUnit(read.value.value, read.value.currency, path);
  return whole.ok ? read : whole;
}

const nothing = ({ base }: PartnerShareFact): Fault => ({
  code: "nothing-to-book",
  path: "/base",
  message: "the share of this comes to nothing, so there is nothing to book",
  value: base,
});

const beginOf = (date: string, zone: Zone): number =>
  startOfDayNumber(zone, daysFromCivil(expectOk(parseCivilDate(date))));
