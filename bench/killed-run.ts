import { verifyLedger } from "../src/services/ledger/verify-ledger.ts";
import type { Instant } from "../src/time/instant.ts";
import { gate } from "./benchmark.ts";
import { startChild } from "./children.ts";
import { benchTenant, type StoredAccounts } from "./stored-accounts.ts";

/** How often it is asked whether the server has noticed that the killed process is gone: about a tenth of a second apart. */
const asksMax = 600;

/**
 * Has another process bill everybody, kills it with SIGKILL when half of the invoices are stored, and bills on here. Answers how
 * many invoices had been stored when it died; what is stored at the end is for the caller to compare.
 */
export async function billThroughKill(
  { owner, ownerUrl, services, store }: StoredAccounts,
  count: number,
  now: Instant,
): Promise<number> {
  const child = startChild("./bill-child.js", { args: [ownerUrl, String(now)] });
  await child.greeting();
  const answer = child.ask<never>({ bill: true }).catch((error: unknown) => error);
  while ((await storedInvoices(owner)) < count / 2) await pause(owner);
  child.signal("SIGKILL");
  await answer;
  const before = await storedInvoices(owner);
  gate(before < count, "the process was killed before it had billed everybody");
  for (let asks = 0; (await storedInvoices(owner)) < count; asks += 1) {
    gate(asks < asksMax, "billing goes on after the process was killed");
    // The server may still hold what the dead process had locked.
    if ((await services.billDue()) === 0) await pause(owner);
  }
  await services.billDue();
  const verdict = await store.withTenant(benchTenant, verifyLedger);
  gate(verdict.faults.length === 0, `the journal is whole: ${verdict.faults[0]?.message}`);
  gate(verdict.entries === count, `${verdict.entries} of ${count} invoices are in the journal`);
  return before;
}

async function storedInvoices(owner: StoredAccounts["owner"]): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "select count(*)::int as count from invoices",
  );
  return rows[0]?.count ?? 0;
}

const pause = (owner: StoredAccounts["owner"]) => owner.query("select pg_sleep(0.1)");
