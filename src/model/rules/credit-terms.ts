import { type Fault, pathTo } from "../../fault/fault.ts";
import { compare } from "../../money/decimal.ts";
import { moneyValue } from "../../money/money.ts";
import type { Credit } from "../credit.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

function priceFaults({ price, amount }: Credit, path: string): readonly Fault[] {
  if (price === undefined) return [];
  const at = pathTo(path, "price");
  if (amount === undefined) {
    const message = "a price is of one grant, and this book does not say what a grant is worth";
    return [{ code: "price-without-amount", path: at, message, suggestion: 'write the "amount"' }];
  }
  if (compare(moneyValue(price), moneyValue(amount)) <= 0) return [];
  const message = `credits worth ${amount} are not sold for more`;
  const suggestion = `write at most ${amount}`;
  return [{ code: "price-above-amount", path: at, message, value: price, suggestion }];
}

function recurrenceFaults(credit: Credit, path: string): readonly Fault[] {
  if (credit.every !== undefined) return [];
  return (["count", "expiresWithPeriod"] as const)
    .filter((field) => credit[field] !== undefined)
    .map((field) => ({
      code: "recurrence-without-cadence",
      path: pathTo(path, field),
      message: `"${field}" is about credits that are granted again`,
      suggestion: 'write every: "monthly"',
    }));
}

function expiryFaults(credit: Credit, path: string): readonly Fault[] {
  const { expiresAfterMonths, expiresWithPeriod, rollover } = credit;
  if (expiresAfterMonths !== undefined && expiresWithPeriod === true) {
    const message = "credits expire after some months or with their period, not both";
    const at = pathTo(path, "expiresWithPeriod");
    return [{ code: "two-expiries", path: at, message, suggestion: "leave one out" }];
  }
  const expires = expiresAfterMonths !== undefined || expiresWithPeriod === true;
  if (rollover === undefined || expires) return [];
  const message = "only credits that expire can live on";
  const suggestion = "write expiresAfterMonths";
  return [{ code: "rollover-without-expiry", path: pathTo(path, "rollover"), message, suggestion }];
}

/** What a book of credits says of price, recurrence and expiry goes together. */
export const creditTerms: ModelRule = {
  name: "credit-terms",
  severity: "fault",
  needsSound: "contents",
  find: (model) =>
    entriesOf(model.credits).flatMap(([id, credit]) => {
      const path = pathTo("/credits", id);
      return [
        ...priceFaults(credit, path),
        ...recurrenceFaults(credit, path),
        ...expiryFaults(credit, path),
      ];
    }),
};
