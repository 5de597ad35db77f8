import type { PriceBooks } from "../../account/price-book.ts";
import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { planBooks } from "../billing/plan-books.ts";
import { type KnownSegments, openKnownSegments } from "./known-segments.ts";
import type { SampleMonths } from "./sample-months.ts";

/** Customers of one kind who were billed: by what tells one of them from the others. */
export type KnownSamples = Map<string, SampleMonths>;

/**
 * Billed customers of a model, for any number of its forecasts: scenarios, trials, a slider that is moved. What a customer is billed depends on
 * what it buys and uses alone, so a run that tells only other figures otherwise bills nobody again.
 */
export interface SampleCache {
  readonly model: Model;
  readonly books: PriceBooks;
  /** Those who buy and use the same, told by a text that says what. */
  readonly alike: (what: string) => KnownSamples;
  /** Segments whose figures are the same again. */
  readonly segments: KnownSegments;
}

/** So many kinds of customers are kept; beyond, those that were asked for longest ago are let go. */
const kindsMax = 512;

/** An empty cache for a model. Refuses what prices cannot be compiled. */
export function openSampleCache(model: Model): Result<SampleCache> {
  const books = planBooks(model);
  if (!books.ok) return books;
  const kinds = new Map<string, KnownSamples>();
  const alike = (what: string): KnownSamples => {
    const known = kinds.get(what) ?? new Map<string, SampleMonths>();
    kinds.delete(what);
    kinds.set(what, known);
    const [oldest] = kinds.keys();
    if (kinds.size > kindsMax && oldest !== undefined) kinds.delete(oldest);
    return known;
  };
  return ok({ model, books: books.value, alike, segments: openKnownSegments() });
}

const kept = new WeakMap<Model, SampleCache>();

/** The cache of a model that lasts as long as the model does, so that whoever forecasts it again bills nobody twice. Refuses as {@link openSampleCache}. */
export function keptSamples(model: Model): Result<SampleCache> {
  const known = kept.get(model);
  if (known !== undefined) return ok(known);
  const opened = openSampleCache(model);
  if (opened.ok) kept.set(model, opened.value);
  return opened;
}
