import { expect, test } from "vitest";
import type { HeldStandings } from "./check-use.ts";
import type { CheckRequest } from "./entitlement-answers.ts";
import { rememberedChecks } from "./remembered-checks.ts";

/** A customer with one level of support. */
const heldBy = (level: string): HeldStandings => ({
  entitlements: {
    customer: "c-1",
    served: true,
    servedBy: [],
    suspendedSince: null,
    holdsUntil: 0,
    features: [
      {
        id: "support",
        feature: { name: "Support", kind: "level", levels: ["email", "phone"] },
        held: { kind: "level", level },
        sources: [],
      },
    ],
    quotas: [],
  },
  models: { books: { current: { model: {} } } } as unknown as HeldStandings["models"],
  standings: [],
});

test("the same question is decided once, another one and another customer's by themselves", () => {
  const decide = rememberedChecks();
  const [one, other] = [heldBy("email"), heldBy("phone")];
  const ask = (held: HeldStandings, more: Partial<CheckRequest>) =>
    decide(held, { customer: "c-1", feature: "support", ...more });
  const first = ask(one, {});
  expect(first).toMatchObject({ ok: true, value: { allowed: true } });
  expect(ask(one, {})).toBe(first);
  expect(ask(one, { level: "phone" })).toMatchObject({ ok: true, value: { allowed: false } });
  expect(ask(other, { level: "phone" })).toMatchObject({ ok: true, value: { allowed: true } });
  expect(ask(one, { level: "" }).ok).toBe(false);
  expect(ask(one, { level: "" }).ok).toBe(false);
});
