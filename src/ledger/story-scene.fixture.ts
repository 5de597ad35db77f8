import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { decimal, formatFixed } from "../money/decimal.ts";
import { civilFromDays, formatCivilDate } from "../time/calendar.ts";
import type { Application } from "./documents/application.ts";
import type { LedgerDocument } from "./documents/ledger-document.ts";

/** Chance's part of a document: what a story makes of it depends on what happened before. */
export interface Draw {
  readonly kind: LedgerDocument["kind"];
  readonly customer: number;
  readonly stream: "subscriptions" | "usage" | "services";
  readonly currency: CurrencyCode;
  /** Minor units, above zero. */
  readonly size: number;
  /** How much of what is there, in hundredths. */
  readonly part: number;
  /** Days after the document before. */
  readonly days: number;
  readonly flag: boolean;
}

/** Minor units, by a key that ends with the currency. */
export type Purse = Map<string, number>;

/** What customers owe by invoice, and own by customer: counted in minor units, without a ledger. */
export interface Counted {
  readonly open: Purse;
  readonly credit: Purse;
  readonly prepaid: Purse;
}

/** What one document of a story sees of what happened before, and the ways to move it. */
export interface Scene {
  readonly draw: Draw;
  readonly id: string;
  readonly customer: string;
  /** The number of an invoice on which the customer owes something; what is owed on it. */
  readonly debt: { readonly invoice: string; readonly owed: number } | undefined;
  readonly creditLeft: number;
  readonly prepaidLeft: number;
  readonly text: (units: number) => string;
  /** A day so many after the document's, `2026-01-31`. */
  readonly day: (after: number) => string;
  readonly owe: (invoice: string, units: number) => void;
  readonly addCredit: (units: number) => void;
  readonly addPrepaid: (units: number) => void;
  /** Pays the debt with up to so much; the rest becomes credit. */
  readonly settle: (units: number) => Application[];
  /** Takes so much back: the debt grows, or, without one, credit goes; undefined where there is neither. */
  readonly reopen: (units: number) => Application[] | undefined;
}

export function sceneOf(draw: Draw, id: string, today: number, counted: Counted): Scene {
  const customer = `c-${draw.customer}`;
  const { currency } = draw;
  const digits = minorUnits(currency);
  const own = `${customer} ${currency}`;
  const keyOf = (invoice: string): string => `${customer}/${invoice} ${currency}`;
  const found = [...counted.open].find(
    ([key, owed]) => key.startsWith(`${customer}/`) && key.endsWith(currency) && owed > 0,
  );
  const debt =
    found === undefined
      ? undefined
      : { invoice: found[0].slice(customer.length + 1, -4), owed: found[1] };
  const text = (units: number): string => formatFixed(decimal(units, digits), digits);
  const owe = (invoice: string, units: number): void => move(counted.open, keyOf(invoice), units);
  const addCredit = (units: number): void => move(counted.credit, own, units);
  const creditLeft = counted.credit.get(own) ?? 0;
  return {
    draw,
    id,
    customer,
    debt,
    creditLeft,
    prepaidLeft: counted.prepaid.get(own) ?? 0,
    text,
    day: (after) => formatCivilDate(civilFromDays(today + after)),
    owe,
    addCredit,
    addPrepaid: (units) => move(counted.prepaid, own, units),
    settle: (units) => {
      const applied = Math.min(units, debt?.owed ?? 0);
      addCredit(units - applied);
      if (debt === undefined) return [];
      owe(debt.invoice, -applied);
      return [{ invoice: debt.invoice, amount: text(applied) }];
    },
    reopen: (units) => {
      if (debt === undefined && creditLeft < units) return undefined;
      if (debt === undefined) addCredit(-units);
      else owe(debt.invoice, units);
      return debt === undefined ? [] : [{ invoice: debt.invoice, amount: text(units) }];
    },
  };
}

const move = (purse: Purse, key: string, by: number): void => {
  purse.set(key, (purse.get(key) ?? 0) + by);
};
