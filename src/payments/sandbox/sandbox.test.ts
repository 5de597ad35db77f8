import { describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { DAY_MS } from "../../time/instant.ts";
import { noon, tell } from "../intent.fixture.ts";
import { moneyEffects } from "../intent-effect.ts";
import {
  call,
  describePaymentProvider,
  lookUp,
  newCharge,
  type ProviderUnderTest,
  stepsOf,
} from "../provider.conformance.ts";
import type { ProviderMethodKind } from "../provider-method.ts";
import { secret } from "../secret.ts";
import { sandboxDeliveries, sandboxProvider } from "./sandbox.ts";

const key = "a-very-secret-key";
let now = noon;
const provider = expectOk(
  sandboxProvider({ keys: { webhook: secret(key) }, options: {}, clock: () => now }),
);
const method = (reference: string, kind: ProviderMethodKind = "card") => {
  return () => ({ reference: `sandbox-${reference}`, kind });
};

const under: ProviderUnderTest = {
  name: "sandbox",
  provider: () => provider,
  now: () => now,
  methods: {
    succeeds: method("succeeds"),
    declined: method("declined"),
    "declined-for-good": method("stolen"),
    "needs-action": method("needs-action"),
    "settles-later": method("settles-later", "ach"),
    "fails-later": method("fails-later", "ach"),
    "answer-lost": method("answer-lost"),
    "never-arrives": method("never-arrives"),
    busy: method("busy"),
  },
  settle: () => {
    now += 3 * DAY_MS;
  },
  tellings: (intent) =>
    sandboxDeliveries(intent, now, secret(key)).flatMap((one) =>
      stepsOf(expectOk(provider.readWebhook(one, now)), intent),
    ),
  deliveries: (intent) => sandboxDeliveries(intent, now, secret(key)),
  secrets: [key],
  currencies: ["USD", "JPY", "KWD", "CLF"],
};

describePaymentProvider(under);

describe("the sandbox's clock", () => {
  const later = async (reference: string, days: number) => {
    const base = newCharge(under);
    const charge = { ...base, method: { ...base.method, reference } };
    const { intent } = await call(under, charge);
    now += days * DAY_MS;
    return moneyEffects((await lookUp(under, intent)).intent).map(({ kind }) => kind);
  };

  it("opens and ends disputes", async () => {
    expect(await later("sandbox-dispute-lost", 4)).toEqual(["payment-received"]);
    expect(await later("sandbox-dispute-lost", 5)).toEqual(["payment-received", "dispute-opened"]);
    expect(await later("sandbox-dispute-won", 20)).toEqual([
      "payment-received",
      "dispute-opened",
      "dispute-won",
    ]);
  });

  it("refuses a method that it does not have", async () => {
    const base = newCharge(under);
    const { intent } = await call(under, { ...base, method: { ...base.method, reference: "x" } });
    expect(intent).toMatchObject({ state: "failed", attempts: [{ answer: "refused" }] });
    expect(await provider.lookUp(intent)).toEqual({ kind: "absent" });
  });

  it("withdraws what waits for its customer, and not what was paid", async () => {
    const waiting = (await call(under, newCharge(under, "needs-action"))).intent;
    expect(waiting.state).toBe("pending");
    if (waiting.kind !== "charge") throw new Error("a charge stays one");
    const answer = await provider.withdraw(waiting);
    const withdrawn = tell(waiting, [{ kind: "withdrawal", answer }]);
    expect(withdrawn.intent.state).toBe("cancelled");
    const paid = (await call(under, newCharge(under))).intent;
    if (paid.kind !== "charge") throw new Error("a charge stays one");
    expect(await provider.withdraw(paid)).toMatchObject({ kind: "refused" });
  });
});
