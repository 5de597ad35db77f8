import { describe, expect, it } from "vitest";
import { noon } from "./intent.fixture.ts";
import { openProvider, providerNames } from "./registry.ts";
import { secret } from "./secret.ts";

const settings = {
  keys: { secret: secret("sk_test_x"), webhook: secret("whsec_x") },
  options: {},
  clock: () => noon,
};

describe("the registry", () => {
  it("opens every provider under its own name", () => {
    for (const name of providerNames)
      expect(openProvider(name, settings)).toMatchObject({ ok: true, value: { name } });
  });

  it("names the nearest of an unknown one", () => {
    expect(openProvider("strip", settings)).toMatchObject({
      faults: [{ code: "unknown-payment-provider", suggestion: 'did you mean "stripe"?' }],
    });
    expect(openProvider("constructor", settings)).toMatchObject({ ok: false });
  });

  it("wants the keys, and whole numbers within bounds", () => {
    expect(openProvider("stripe", { ...settings, keys: {} })).toMatchObject({
      faults: [{ code: "missing-provider-setting", path: "/keys/secret" }],
    });
    expect(openProvider("sandbox", { ...settings, keys: { webhook: secret(" ") } })).toMatchObject({
      faults: [{ code: "missing-provider-setting", path: "/keys/webhook" }],
    });
    for (const options of [{ timeoutMs: "1" }, { readRetries: "9" }, { port: "x" }])
      expect(openProvider("stripe", { ...settings, options })).toMatchObject({
        faults: [{ code: "bad-provider-setting" }],
      });
  });
});
