import { expectOk, ok, type Result, refuse } from "../fault/fault.ts";
import type { Licence } from "../model/licence.ts";
import { agrees, isExact } from "../money/amount.ts";
import { requireMinorUnit } from "../money/currency.ts";
import { type Decimal, format, multiply, zero } from "../money/decimal.ts";
import { type Money, parseMoney } from "../money/money.ts";
import { parsePercent } from "../money/percent.ts";
import type { Rated } from "../pricing/price-kind.ts";
import { compilePrice } from "../pricing/registry.ts";
import type { Zone } from "../time/zone.ts";
import type { LicenceState } from "./account.ts";
import { grantedDiscounts } from "./admission.ts";
import { noDiscounts, purchaseDiscounts } from "./applicable-discounts.ts";
import { bundledPointer, bundledRated, lineBundle } from "./bundles/bundled.ts";
import { optionPointer, optionPrice } from "./contracts/contract-prices.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import type { DueItem } from "./due.ts";
import { earnedOver } from "./earned-over.ts";
import type { LicenceFact } from "./fact.ts";
import { type PricedLine, priceLine } from "./line.ts";
import { named, type PriceBook } from "./price-book.ts";
import { purchasedQuantity } from "./purchased-quantity.ts";

/** The fee of one licence: the stated amount, or the point agreed within the stated range or above the floor. */
function licenceFee(licence: Licence, agreed: Money | undefined): Result<Decimal> {
  const { fee } = licence;
  if (fee === undefined)
    return refuse({
      code: "licence-not-priced",
      path: "/licence",
      message: `licence "${licence.name}" states no fee; it is paid by share or royalty`,
    });
  if (agreed !== undefined) {
    const point = agrees(fee, agreed, "/agreed");
    if (!point.ok) return point;
    const { value, currency } = expectOk(parseMoney(point.value));
    return requireMinorUnit(value, currency, "/agreed");
  }
  if (isExact(fee)) return ok(amountOf(fee));
  return refuse({
    code: "needs-agreed-price",
    path: "/agreed",
    message: `the fee of licence "${licence.name}" is not one figure; a contract must state it`,
    value: fee,
    suggestion: 'give "agreed", such as "agreed": "60000 USD"',
  });
}

const amountOf = (money: Money): Decimal => expectOk(parseMoney(money)).value;

/** Refuses a licence that could not be billed: unknown, unpriced, or with a maintenance rate still open. */
export function checkLicence(
  fact: LicenceFact,
  book: PriceBook,
  under?: UnderContract,
): Result<Licence> {
  const licence = named(book.model.licences, fact.licence, "licence", "/licence");
  if (!licence.ok) return licence;
  const fixed = optionPrice(under, book.model);
  const fee =
    fact.bundled !== undefined
      ? ok(zero)
      : fixed === undefined
        ? licenceFee(licence.value, fact.agreed)
        : compilePrice(fixed);
  if (!fee.ok) return fee;
  const rate = licence.value.maintenance?.rate;
  if (rate !== undefined && !isExact(rate))
    return refuse({
      code: "needs-agreed-price",
      path: "/licence",
      message: `the maintenance rate of licence "${fact.licence}" is not one figure`,
      value: rate,
    });
  const discounts = licenceDiscounts(licence.value, fact, book);
  return discounts.ok ? licence : discounts;
}

const licenceDiscounts = (licence: Licence, fact: LicenceFact, book: PriceBook) =>
  purchaseDiscounts(book.model, {
    offered: licence.discounts,
    granted: grantedDiscounts(book.model, fact),
    agreed: fact.agreedDiscounts,
  });

interface Bought {
  readonly licence: Licence;
  readonly quantity: Decimal;
  /** The fee of all of them, and how it came to be. */
  readonly rated: Pick<Rated, "amount" | "steps">;
}

function bought(state: LicenceState, book: PriceBook): Bought {
  const licence = expectOk(named(book.model.licences, state.fact.licence, "licence", ""));
  const quantity = purchasedQuantity(state.fact.quantity);
  const { bundled } = state.fact;
  if (bundled !== undefined) return { licence, quantity, rated: bundledRated(bundled, book.model) };
  const fixed = optionPrice(state.under, book.model);
  if (fixed !== undefined) {
    const price = expectOk(compilePrice(fixed));
    const rated = price.finish(price.lift({ quantity, time: 0, id: state.fact.id }));
    return { licence, quantity, rated };
  }
  const fee = expectOk(licenceFee(licence, state.fact.agreed));
  const amount = multiply(fee, quantity);
  const step = { label: "licence fee", quantity: format(quantity), rate: format(fee) };
  return { licence, quantity, rated: { amount, steps: [{ ...step, amount: format(amount) }] } };
}

/** The fee, once, on the day of the purchase. */
export function licenceLine(state: LicenceState, book: PriceBook, zone: Zone): PricedLine {
  const { licence, quantity, rated } = bought(state, book);
  const discounts = expectOk(licenceDiscounts(licence, state.fact, book));
  return priceLine(
    {
      id: `${state.fact.id}/fee`,
      kind: "licence",
      description: `${licence.name}, ${licence.kind} licence`,
      stream: licence.stream,
      subscription: state.fact.id,
      contract: state.fact.contract,
      period: null,
      quantity,
      unit: "licence",
      rated,
      pointer:
        state.fact.bundled === undefined
          ? (optionPointer(state.under, book.model) ?? `/licences/${state.fact.licence}/fee`)
          : bundledPointer(state.fact.bundled),
      discounts: state.fact.bundled === undefined ? discounts.recurring : [],
      bundle: state.fact.bundled && lineBundle(state.fact.bundled, book.model),
      discountFacts: discounts.facts,
      supply: { day: state.fact.start },
      ...earnedOver(licence.earnedOverMonths, state.fact.start, zone),
    },
    book,
  );
}

/** A share of the fee, in advance, for each maintenance period. */
export function maintenanceLine(
  item: Extract<DueItem, { kind: "maintenance" }>,
  book: PriceBook,
): PricedLine {
  const { state, period } = item;
  const { licence, quantity, rated } = bought(state, book);
  const stated = licence.maintenance?.rate;
  const rate = typeof stated === "string" && stated !== "negotiated" ? stated : "0%";
  const base = rated.amount;
  const amount = multiply(base, expectOk(parsePercent(rate)));
  return priceLine(
    {
      id: `${state.fact.id}/maintenance/${period.index}`,
      kind: "maintenance",
      description: `${licence.name}, maintenance`,
      stream: licence.maintenance?.stream ?? licence.stream,
      subscription: state.fact.id,
      contract: state.fact.contract,
      period,
      quantity,
      unit: "licence",
      rated: {
        amount,
        steps: [
          {
            label: `${rate} of the licence fee`,
            quantity: format(base),
            rate,
            amount: format(amount),
          },
        ],
      },
      pointer: `/licences/${state.fact.licence}/maintenance`,
      discounts: [],
      discountFacts: noDiscounts.facts,
    },
    book,
  );
}
