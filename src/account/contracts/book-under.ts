import { expectOk } from "../../fault/fault.ts";
import { parseDuration } from "../../time/duration.ts";
import type { PriceBook } from "../price-book.ts";
import type { UnderContract } from "./contract-state.ts";

const opened = new WeakMap<PriceBook, Map<string, PriceBook>>();

/** A version with the settings for invoices that a contract template has in place of the model's. */
export function bookUnder(book: PriceBook, under: UnderContract | undefined): PriceBook {
  const own = under && book.model.contracts?.[under.template]?.invoicing;
  if (under === undefined || own === undefined) return book;
  const known = opened.get(book) ?? new Map<string, PriceBook>();
  opened.set(book, known);
  const found = known.get(under.template);
  if (found !== undefined) return found;
  const { grace, netDays = book.netDays, lateMonths = book.lateMonths } = own;
  const graceMs = grace === undefined ? book.graceMs : expectOk(parseDuration(grace));
  const made = { ...book, graceMs, netDays, lateMonths };
  known.set(under.template, made);
  return made;
}
