import { queryOptions } from "@tanstack/react-query";
import {
  askEffects,
  type CustomerEffect,
  type ModelEffects,
  type Moving,
} from "../../api/models.ts";
import { decimalParts, sumDecimals } from "../../format/decimal-text.ts";

/** Customers that are shown with their lines, at most. */
const moversMax = 20;

/** The sums of two pages; exact, and of those that both looked at. */
export function addedEffects(one: ModelEffects, other: ModelEffects): ModelEffects {
  const currencies = [...new Set([...one.totals, ...other.totals].map(({ currency }) => currency))];
  const staying = { ...one.staying };
  for (const [reason, count] of Object.entries(other.staying))
    staying[reason] = (staying[reason] ?? 0) + count;
  return {
    ...other,
    looked: one.looked + other.looked,
    changed: one.changed + other.changed,
    unchanged: one.unchanged + other.unchanged,
    without: one.without + other.without,
    failed: one.failed + other.failed,
    totals: currencies.map((currency) => {
      const own = [...one.totals, ...other.totals].filter((total) => total.currency === currency);
      return {
        currency,
        before: sumDecimals(own.map(({ before }) => before)),
        after: sumDecimals(own.map(({ after }) => after)),
        difference: sumDecimals(own.map(({ difference }) => difference)),
      };
    }),
    movers: [...one.movers, ...other.movers].sort(byDistance).slice(0, moversMax),
    failures: [...one.failures, ...other.failures].slice(0, moversMax),
    staying,
  };
}

function byDistance(left: CustomerEffect, right: CustomerEffect): number {
  const [a, b] = [digits(left.difference), digits(right.difference)];
  return a === b ? 0 : b > a ? 1 : -1;
}

/** The size of an amount, in millionths. */
function digits(text: string): bigint {
  const { whole = "0", fraction = "" } = decimalParts(text) ?? {};
  return BigInt(whole + fraction.slice(0, 6).padEnd(6, "0"));
}

/** What is asked of a draft. */
export interface EffectsQuestion {
  readonly text: string;
  readonly move: Moving;
  readonly from: string;
}

/** How pages are asked for. */
export interface AskingOn {
  readonly ask: (cursor: string | undefined, signal?: AbortSignal) => Promise<ModelEffects>;
  /** What was found before, where not every customer was looked at yet. */
  readonly before: ModelEffects | undefined;
  /** Aborted by who wants no more. It is read anew for each page. */
  readonly stopping: () => AbortSignal;
  readonly onGrown: (found: ModelEffects) => void;
}

/** Asks page after page, from where it stood before. Once it is stopped, the page under way is given up and what was found is the answer. */
export async function askOn({ ask, before, stopping, onGrown }: AskingOn): Promise<ModelEffects> {
  let grown = before ?? (await ask(undefined));
  while (grown.next !== null && !stopping().aborted) {
    onGrown(grown);
    const signal = stopping();
    try {
      grown = addedEffects(grown, await ask(grown.next, signal));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
  return grown;
}

/**
 * Asks page after page what a draft does to next invoices; its data grows until every customer was looked at, or until it is stopped. Fetched
 * again, it goes on from there.
 */
export const effectsQuery = (question: EffectsQuestion, stopping: () => AbortSignal) => {
  const queryKey = ["model-effects", question] as const;
  return queryOptions({
    queryKey,
    queryFn: ({ client }) => {
      const known = client.getQueryData<ModelEffects>(queryKey);
      return askOn({
        ask: (cursor, signal) => askEffects(question, cursor, signal),
        before: known?.next === null ? undefined : known,
        stopping,
        onGrown: (found) => client.setQueryData(queryKey, found),
      });
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
};
