import type { AccountReports } from "./accounts/account-answers.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Metrics } from "./metrics.ts";

/** Whose answers remember what they are counted from. */
export interface RememberingReports {
  readonly accounts: Pick<AccountReports, "dunning">;
  readonly ledger: Pick<Ledger, "remaining" | "closes">;
  readonly metrics: Pick<Metrics, "report">;
  /** Aborted when the server ends: nothing more is then begun. */
  readonly ending?: AbortSignal | undefined;
}

/**
 * Asks a tenant's reports that remember what they read, one after another, the quickest first: whoever opens a page of theirs finds it
 * read. What fails keeps nothing of the others back, and fails again for whoever asks.
 */
export const readReportsAhead =
  ({ accounts, ledger, metrics, ending }: RememberingReports) =>
  async (tenant: string): Promise<void> => {
    const nextClose = async (): Promise<unknown> => {
      const { openMonth } = await ledger.closes.list(tenant, undefined, 1);
      return openMonth === null ? undefined : ledger.closes.month(tenant, openMonth);
    };
    const reports: readonly (() => Promise<unknown>)[] = [
      () => accounts.dunning(tenant, { limit: 1 }),
      () => ledger.remaining(tenant, undefined),
      nextClose,
      // What one metric needs of accounts, then the rest: each keeps pages waiting for less time.
      () => metrics.report(tenant, { metrics: ["mrr"] }),
      () => metrics.report(tenant, {}),
    ];
    for (const read of reports) {
      if (ending?.aborted === true) return;
      await read().catch(() => undefined);
    }
  };
