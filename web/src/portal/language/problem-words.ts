import type { Problem } from "../../api/problem.ts";
import { isTextKey, type TextKey } from "./say.ts";

/** What a problem is called, and what the reader can do about it. */
export interface ProblemWords {
  readonly title: "problem.other";
  readonly detail: "problem.other.how";
}

/** Codes of the server that mean the same to a reader. */
const sameAs: Readonly<Record<string, string>> = {
  "portal-act-not-allowed": "forbidden",
  "idempotency-in-progress": "retry-later",
  "billing-behind": "retry-later",
  overloaded: "retry-later",
  timeout: "retry-later",
  "no-such-route": "not-found",
  "agreed-with-seller": "contract-fixes-plan",
  "contract-fixes-version": "contract-fixes-plan",
  "outside-contract": "contract-fixes-plan",
  "contract-needed": "contract-fixes-plan",
  "made-by-contract": "contract-fixes-plan",
  "already-effective": "in-the-past",
  "period-closed": "in-the-past",
  "change-exists": "change-pending",
  "intent-in-flight": "charge-pending",
};

/** The words for a problem: those of what exactly broke a rule where there are any, then those of its kind. */
export function problemWords({ status, code, errors }: Problem): ProblemWords {
  if (status === 0) return named("no-answer");
  const codes = [...(errors ?? []).map((error) => error.code), code].filter(
    (one) => one !== undefined,
  );
  const known = codes
    .map((one) => sameAs[one] ?? one)
    .find((one) => isTextKey(`problem.${one}`) && isTextKey(`problem.${one}.how`));
  return named(known ?? "other");
}

/** Every such text stands by itself: none has anything to be filled in. */
const named = (name: string): ProblemWords => ({
  title: `problem.${name}` as TextKey as "problem.other",
  detail: `problem.${name}.how` as TextKey as "problem.other.how",
});
