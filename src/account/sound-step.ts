import { type Fault, type Result, refuse } from "../fault/fault.ts";
import type { Account } from "./account.ts";
import { brokenStep } from "./account-invariants.ts";
import type { DocumentView } from "./document-view.ts";
import type { PriceBooks } from "./price-book.ts";
import { draftInvoices, type Input, type Stepped, step } from "./step.ts";
import type { UsageView } from "./usage-view.ts";

/**
 * A step whose outcome is looked at before anybody keeps it: what a server and a replay take. One that breaks an invariant, or
 * runs into what cannot be, is refused with `broken-invariant` and changes nothing, so that the account is parked with its
 * reason and the others go on.
 */
export function soundStep(
  account: Account,
  input: Input,
  books: PriceBooks,
  usage?: UsageView,
  documents?: DocumentView,
): Result<Stepped> {
  return guarded(() => {
    const stepped = step(account, input, books, usage, documents);
    if (!stepped.ok) return stepped;
    const broken = brokenStep(account, stepped.value.account, stepped.value);
    return broken === undefined ? stepped : refuse(brokenInvariant(broken));
  });
}

/** {@link draftInvoices} of a stored account: refuses `broken-invariant` too. */
export const soundDrafts = (
  ...asked: Parameters<typeof draftInvoices>
): ReturnType<typeof draftInvoices> => guarded(() => draftInvoices(...asked));

/** What runs into what cannot be is refused. */
function guarded<T>(run: () => Result<T>): Result<T> {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse(brokenInvariant(message.replace(/^broken invariant: /, "")));
  }
}

/** Whether a step was refused because it broke what must hold: a bug of ours, and nothing that the caller can mend. */
export const isBroken = (faults: readonly Fault[]): boolean =>
  faults.some(({ code }) => code === "broken-invariant");

const brokenInvariant = (message: string): Fault => ({
  code: "broken-invariant",
  path: "",
  message,
  suggestion: "nothing was changed; report it with the facts of the account",
});
