import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { type Model, modelIdentity } from "../model/model.ts";
import { minorUnits } from "../money/currency.ts";
import type { Rounding } from "../money/rounding.ts";
import { openTaxTable, type TaxTable } from "../tax/tax-table.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../time/cadence.ts";
import { parseDuration } from "../time/duration.ts";
import { HOUR_MS } from "../time/instant.ts";
import { findZone, type Zone } from "../time/zone.ts";
import type { InvoiceKind } from "./invoice.ts";
import { modelOfList } from "./listed-model.ts";

/** One published model version, opened for billing: its settings read once. */
export interface PriceBook {
  /** `id@version`, and of a price list `id@version/list`. */
  readonly id: string;
  /** `id@version`, whatever the list. */
  readonly version: string;
  readonly model: Model;
  readonly rounding: Rounding;
  /** Digits after the point of every invoiced amount. */
  readonly minorUnits: number;
  /** How long after a usage period's end its events may still join the invoice. */
  readonly graceMs: number;
  /**
   * How long after a period's end its invoice may come at the latest: just past the longest grace of this version and those before
   * it, for an invoice never comes before the last one. So long credits for what was served stay open.
   */
  readonly servedGraceMs: number;
  /** Days from issue to due. */
  readonly netDays: number;
  /** How far back late usage may still be billed, in months. */
  readonly lateMonths: number;
  readonly series: Readonly<Record<InvoiceKind, string>>;
  readonly zone: Zone;
  /** Undefined where the model has no taxes. */
  readonly taxTable: TaxTable | undefined;
}

/** Opens a checked model for billing. Refuses only settings that the check would have refused. */
export function openPriceBook(model: Model): Result<PriceBook> {
  const zone = findZone(model.timeZone ?? "UTC");
  if (!zone.ok) return zone;
  const grace = parseDuration(model.invoicing?.grace ?? "PT1H", "/invoicing/grace");
  if (!grace.ok) return grace;
  return ok({
    id: modelIdentity(model),
    version: modelIdentity(model),
    model,
    rounding: model.rounding ?? "half-up",
    minorUnits: minorUnits(model.currency),
    graceMs: grace.value,
    servedGraceMs: longestWait(model, grace.value) + 1,
    netDays: model.invoicing?.netDays ?? 30,
    lateMonths: model.invoicing?.lateMonths ?? 13,
    series: {
      invoice: model.invoicing?.series ?? "INV",
      "credit-note": model.invoicing?.creditNoteSeries ?? "CN",
    },
    zone: zone.value,
    taxTable: model.taxes === undefined ? undefined : openTaxTable(model.taxes),
  });
}

/** How long after a period's end its invoice may come: the grace, or that of a contract template and the days that it waits for. */
function longestWait({ contracts = {} }: Model, usual: number): number {
  const waits = Object.values(contracts).map(({ invoicing: { grace, trigger } = {} }) => {
    const window = grace === undefined ? usual : expectOk(parseDuration(grace));
    return trigger?.kind === "period" ? window + longestMs(trigger.every) : window;
  });
  return Math.max(usual, ...waits);
}

/** No period of a cadence is longer, clock changes and all. */
function longestMs(every: CadenceName): number {
  const cadence = expectOk(parseCadence(every));
  return ((daysOf(cadence) ?? 31 * (monthsOf(cadence) ?? 1)) * 24 + 3) * HOUR_MS;
}

/** The model versions an account may refer to. */
export interface PriceBooks {
  /** The version by its `id@version`; a version that an account bought always exists, so a miss is a bug. */
  readonly find: (id: string) => PriceBook;
  /** Every version there is, `id@version`, in the order of publication. */
  readonly ids: readonly string[];
  /** The version by its `id@version` as it is sold here: undefined where a price list is not one of that version's. */
  readonly sold: (version: string) => PriceBook | undefined;
  /** The version that new purchases get. */
  readonly current: PriceBook;
  /** The same versions as each price list of the current one sells them, by the list's id. */
  readonly lists: ReadonlyMap<string, PriceBooks>;
}

/** Books over the given models; the last one is current. */
export function priceBooks(models: readonly Model[]): Result<PriceBooks> {
  const opened = models.flatMap((model) => [
    ...Object.keys(model.priceLists ?? {}).map((id) => openListed(model, id)),
    openPriceBook(model),
  ]);
  const refused = opened.find((book) => !book.ok);
  if (refused !== undefined && !refused.ok) return refused;
  let servedGraceMs = 0;
  const books = new Map(
    opened.map(expectOk).map((book): [string, PriceBook] => {
      servedGraceMs = Math.max(servedGraceMs, book.servedGraceMs);
      return [book.id, { ...book, servedGraceMs }];
    }),
  );
  const current = [...books.values()].at(-1);
  if (current === undefined)
    return refuse({ code: "no-model", path: "", message: "there is no model to bill with" });
  const find = (id: string): PriceBook => {
    const book = books.get(id);
    if (book === undefined) throw new Error(`broken invariant: model version ${id} is not loaded`);
    return book;
  };
  const ids = models.map(modelIdentity);
  const lists = new Map(
    Object.keys(current.model.priceLists ?? {}).map((id): [string, PriceBooks] => [
      id,
      {
        find,
        ids,
        sold: (version) => books.get(listedIdentity(version, id)),
        current: find(listedIdentity(current.id, id)),
        lists: new Map(),
      },
    ]),
  );
  return ok({ find, ids, sold: (version) => books.get(version), current, lists });
}

/** A version as a price list sells it: `id@version/list`. */
const listedIdentity = (version: string, list: string): string => `${version}/${list}`;

function openListed(model: Model, list: string): Result<PriceBook> {
  const book = openPriceBook(modelOfList(model, list));
  return book.ok ? ok({ ...book.value, id: listedIdentity(book.value.id, list) }) : book;
}

/**
 * The version of this `id@version`, as it is sold here. Refuses `unknown-model`, `other-model` for a version of another model
 * than `like`, `unknown-price-list` for one without the customer's list, and `currency-mismatch` where the two bill in different
 * currencies.
 */
export function versionOf(
  books: PriceBooks,
  id: string,
  like: PriceBook,
  path: string,
): Result<PriceBook> {
  if (!books.ids.includes(id)) {
    const near = nearest(id, books.ids);
    return refuse({
      code: "unknown-model",
      path,
      message: "no such model version is published",
      value: id,
      suggestion: near === undefined ? `one of ${books.ids.join(", ")}` : `did you mean "${near}"?`,
    });
  }
  const book = books.sold(id);
  if (book === undefined)
    return refuse({
      code: "unknown-price-list",
      path,
      message: "this version has no such price list as the customer buys from",
      value: id,
      suggestion: "give the version the price list, in a new one",
    });
  if (book.model.id !== like.model.id)
    return refuse({
      code: "other-model",
      path,
      message: `the customer buys from model "${like.model.id}"`,
      value: id,
      suggestion: `name a version of "${like.model.id}"`,
    });
  if (book.model.currency === like.model.currency) return ok(book);
  return refuse({
    code: "currency-mismatch",
    path,
    message: `the customer is billed in ${like.model.currency}, and ${id} is in ${book.model.currency}`,
    value: id,
  });
}

/** An entry of a keyed record, or a fault that offers the nearest name. */
export function named<T>(
  record: Readonly<Record<string, T>> | undefined,
  id: string,
  noun: string,
  path: string,
  owner = "the model",
): Result<T> {
  const found = record !== undefined && Object.hasOwn(record, id) ? record[id] : undefined;
  if (found !== undefined) return ok(found);
  const near = nearest(id, Object.keys(record ?? {}));
  return refuse({
    code: `unknown-${noun}`,
    path,
    message: `${owner} has no ${noun} "${id}"`,
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  });
}

/** The faults of a part of the model, under its JSON pointer. */
export const faultsAt = (
  pointer: string,
  refused: { readonly faults: readonly Fault[] },
): Result<never> => ({
  ok: false,
  faults: refused.faults.map((fault) => ({ ...fault, path: `${pointer}${fault.path}` })),
});
