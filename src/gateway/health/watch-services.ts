import type { Api } from "../../model/api.ts";
import { checkUrl } from "./check-service.ts";
import { checkTermsOf, type HealthBook, type HealthReport, type Outcome } from "./health-book.ts";

/** What a watch stands on. */
export interface WatchParts {
  readonly apis: Readonly<Record<string, Api>>;
  /** What answers for APIs that name no upstream of their own. */
  readonly upstream: string;
  readonly book: HealthBook;
  /** Keeps what was measured until the server has it. */
  readonly keep: (reports: readonly HealthReport[]) => Promise<void>;
  readonly check: (url: URL, withinMs: number) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Waits; ends early where the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A watch over the upstreams of APIs. */
export interface Watch {
  /** A call was answered, or not. */
  readonly called: (api: string, outcome: Extract<Outcome, { by: "call" }>) => void;
  /** Keeps what is still to tell, and stops. */
  readonly close: () => Promise<void>;
}

/** What is measured is told this often, though nothing changes. */
const tellEveryMs = 60_000;

/** Checks the upstreams of APIs again and again, and keeps what that and the calls tell of them. */
export function watchServices(parts: WatchParts): Watch {
  const { book, nowMs, wait } = parts;
  const stop = new AbortController();
  const keeping = new Set<Promise<void>>();
  const keep = (reports: readonly HealthReport[]): void => {
    if (reports.length === 0) return;
    const kept = parts.keep(reports);
    keeping.add(kept);
    void kept.finally(() => keeping.delete(kept));
  };
  const checking = async (id: string, api: Api): Promise<void> => {
    const terms = checkTermsOf(api);
    if (terms === undefined) return;
    const url = checkUrl(api.upstream ?? parts.upstream, terms.path);
    while (!stop.signal.aborted) {
      const well = await parts.check(url, terms.withinSeconds * 1000);
      if (stop.signal.aborted) return;
      keep(book.note(id, { by: "check", well }, nowMs()));
      await wait(terms.everySeconds * 1000, stop.signal);
    }
  };
  const telling = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await wait(tellEveryMs, stop.signal);
      if (!stop.signal.aborted) keep(book.tell());
    }
  };
  const loops = [telling(), ...Object.entries(parts.apis).map(([id, api]) => checking(id, api))];
  return {
    called: (api, outcome) => keep(book.note(api, outcome, nowMs())),
    close: async () => {
      stop.abort();
      await Promise.all(loops);
      keep(book.end());
      await Promise.all(keeping);
    },
  };
}
