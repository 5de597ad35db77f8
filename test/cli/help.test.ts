import { describe, expect, it } from "vitest";
import { version } from "../../src/services/software-version.ts";
import { florin } from "./florin.ts";

describe("florin --help", () => {
  it("names every command, and what the exit codes mean", async () => {
    const ran = await florin(["--help"]);
    expect(ran).toMatchObject({ code: 0, messages: [] });
    const text = ran.results.join("\n");
    for (const command of [
      "check",
      "price",
      "replay",
      "metrics",
      "verify",
      "ledger",
      "revenue",
      "prune",
      "migrate-subscriptions",
      "payments",
      "exchange-rates",
      "import",
      "webhooks",
      "config",
      "doctor",
      "backup",
      "restore",
      "evidence",
      "audit-log",
      "keys",
      "serve",
      "demo",
      "seek",
    ])
      expect(text).toMatch(new RegExp(`^ {2}${command} `, "m"));
    expect(text).toContain("Exit codes:");
  });

  it.each([
    "check",
    "price",
    "replay",
    "metrics",
    "verify",
    "ledger verify",
    "ledger balance",
    "ledger entries",
    "ledger ageing",
    "ledger dso",
    "ledger export",
    "ledger foreign-currency",
    "ledger close",
    "ledger closes",
    "revenue schedule",
    "revenue roll-forward",
    "revenue remaining",
    "prune",
    "migrate-subscriptions",
    "payments import",
    "payments unmatched",
    "payments match",
    "payments ignore",
    "exchange-rates import",
    "exchange-rates find",
    "import",
    "webhooks list",
    "webhooks add",
    "webhooks test",
    "webhooks rotate",
    "webhooks enable",
    "webhooks disable",
    "webhooks deliveries",
    "webhooks replay",
    "config",
    "doctor",
    "backup",
    "backup verify",
    "restore",
    "evidence",
    "audit-log verify",
    "audit-log export",
    "keys add",
    "keys list",
    "keys revoke",
  ])("shows how florin %s is used, in examples", async (name) => {
    const { code, results } = await florin([...name.split(" "), "--help"], { columns: 90 });
    expect(code).toBe(0);
    expect(Math.max(...results.map((line) => line.length))).toBeLessThanOrEqual(120);
    const text = results.join("\n");
    const [usage = "", examples = ""] = text.split("Examples:\n");
    const known = new Set(usage.match(/--[a-z-]+/g));
    const shown = examples.match(/--[a-z-]+/g) ?? [];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((option) => !known.has(option))).toEqual([]);
    expect(examples).toMatch(new RegExp(`^ {2}florin ${name} `));
  });

  it("is offered where the command line is at fault", async () => {
    const unknown = await florin(["chekc", "model.yaml"]);
    expect(unknown.code).toBe(2);
    expect(unknown.messages).toEqual([
      "error: unknown command 'chekc'",
      "(Did you mean check?)",
      "(florin --help shows how)",
    ]);
    expect((await florin([])).code).toBe(2);
  });

  it("knows its version", async () => {
    expect(await florin(["--version"])).toMatchObject({ code: 0, results: [version] });
  });
});
