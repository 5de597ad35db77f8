import { expectOk } from "../fault/fault.ts";
import { DAY_MS, type Instant, parseInstant } from "../time/instant.ts";
import type { ReceivableCommand } from "./command.ts";
import { moveReceivables } from "./move.ts";
import type { Movement } from "./movement.ts";
import { openReceivables, type Receivables } from "./receivables.ts";

/** Midnight UTC of a day. */
export const at = (day: string): Instant => expectOk(parseInstant(`${day}T00:00:00Z`));

/** A customer in USD and UTC who owes nothing. */
export const nobodyOwes: Receivables = expectOk(openReceivables("c-1", "USD", "UTC"));

/** An invoice issued on a day and due 30 days later. */
export const invoiced = (
  invoice: string,
  total: string,
  issued = "2026-01-01",
  dueDays = 30,
): ReceivableCommand => ({
  kind: "add-invoice",
  invoice,
  id: `id-${invoice}`,
  issuedAt: at(issued),
  dueAt: at(issued) + dueDays * DAY_MS,
  currency: "USD",
  total,
});

/** A bank transfer. */
export const paid = (
  id: string,
  amount: string,
  ...invoices: readonly string[]
): ReceivableCommand & { kind: "receive-payment" } => ({
  kind: "receive-payment",
  id,
  amount,
  currency: "USD",
  method: "wire",
  appliesTo: invoices.map((invoice) => ({ invoice })),
});

/** The state after commands on one day, all accepted, and the movements of the last. */
export function having(
  commands: readonly ReceivableCommand[],
  day = "2026-01-10",
  from: Receivables = nobodyOwes,
): { readonly state: Receivables; readonly movements: readonly Movement[] } {
  let moved: { state: Receivables; movements: readonly Movement[] } = {
    state: from,
    movements: [],
  };
  for (const command of commands) moved = expectOk(moveReceivables(moved.state, command, at(day)));
  return moved;
}

/** The codes that a command is refused with; none where it is accepted. */
export function refusedWith(
  state: Receivables,
  command: ReceivableCommand,
  day = "2026-01-10",
): readonly string[] {
  const result = moveReceivables(state, command, at(day));
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

/** What is open by invoice. */
export const openOf = (state: Receivables): Readonly<Record<string, string>> =>
  Object.fromEntries(state.items.map(({ invoice, open }) => [invoice, open]));

/** What a payment has to its credit. */
export const unappliedOf = (state: Receivables, id: string): string | undefined =>
  state.settlements.find((one) => one.id === id)?.unapplied;
