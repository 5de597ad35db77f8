import type { Account } from "../account/account.ts";
import { openUsageLedger, type UsageLedger } from "../account/usage-ledger.ts";
import type { Fault } from "../fault/fault.ts";
import type { CorrectionAnswer, CorrectionEffect } from "../metering/correct-events.ts";
import type { EventCorrection } from "../metering/event-correction.ts";
import { accountIdOf, storedAccounts } from "../store/accounts.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";
import type { EventDraft } from "../webhook/event.ts";
import type { TenantModels } from "./model-library.ts";
import { tellEvents } from "./webhooks/tell-events.ts";

/** The accounts in which customers buy, by customer; none for who has none. */
export async function accountsOf(
  tx: Tx,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const accounts = await storedAccounts(tx, [...new Set(customers)]);
  return new Map(accounts.map(({ customer, account }) => [customer, account]));
}

/** Of corrections that are in force, those that came too late for any invoice; by their answer. */
export async function lateCorrections(
  tx: Tx,
  models: TenantModels | undefined,
  answers: readonly CorrectionAnswer[],
): Promise<ReadonlySet<CorrectionAnswer>> {
  const inForce = answers.flatMap((answer) =>
    "effect" in answer ? [{ answer, effect: answer.effect }] : [],
  );
  if (models === undefined || inForce.length === 0) return new Set();
  const customers = inForce.flatMap(({ effect }) => customersOf(effect));
  const ledger = openUsageLedger(await accountsOf(tx, customers), models.books);
  return new Set(
    inForce.filter(({ effect }) => cameTooLate(ledger, effect)).map(({ answer }) => answer),
  );
}

const customersOf = ({ withdrawn, added }: CorrectionEffect): readonly string[] =>
  [withdrawn, added].flatMap((version) => (version === undefined ? [] : [version.event.customer]));

/** Whether an invoice keeps what the correction withdrew, or none takes what it put in place. */
function cameTooLate(
  ledger: Pick<UsageLedger, "add" | "addWithdrawn">,
  { withdrawn, added }: CorrectionEffect,
): boolean {
  const isKept =
    withdrawn?.withdrawnAt !== undefined &&
    ledger.addWithdrawn(withdrawn.event, withdrawn.withdrawnAt) === undefined;
  return isKept || (added !== undefined && ledger.add(added.event) === "too-late");
}

/** What is said of a correction that came too late for any invoice. */
export const tooLateHint: Fault = {
  code: "corrected-too-late",
  path: "",
  message:
    "no invoice looks back to this use any more: readings of usage are corrected, and what was billed stays",
  suggestion:
    "put right by hand what was billed: POST /v1/credit-notes gives money back, POST /v1/sales asks for more",
};

/** Tells of corrections that came too late, beside what else happens to their accounts, and so in no order with it. */
export async function tellLateCorrections(
  tx: Tx,
  corrections: readonly EventCorrection[],
  answers: readonly CorrectionAnswer[],
  late: ReadonlySet<CorrectionAnswer>,
): Promise<void> {
  const drafts: EventDraft[] = [];
  for (const [index, { id, kind, of }] of corrections.entries()) {
    const answer = answers[index];
    if (answer?.status !== "accepted" || !late.has(answer)) continue;
    const { withdrawn, added } = answer.effect;
    const event = (withdrawn ?? added)?.event;
    if (event === undefined) continue;
    const { customer, type, time } = event;
    const data = {
      correction: id,
      kind,
      customer,
      source: of.source,
      event: of.id,
      eventType: type,
      time: formatInstant(time),
    };
    const account = await accountIdOf(tx, customer);
    const at = answer.receivedAt;
    drafts.push({ type: "usage.corrected_too_late", key: id, account, at, data });
  }
  await tellEvents(tx, drafts);
}
