import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { factShapes } from "../../src/account/fact-shape.ts";
import { changeableStanding } from "../../src/account/standing.ts";
import { auditCommand } from "../../src/cli/audit.ts";
import { backtestCommand } from "../../src/cli/backtest.ts";
import { checkCommand } from "../../src/cli/check.ts";
import { demoCommand } from "../../src/cli/demo.ts";
import { driversCommand } from "../../src/cli/drivers.ts";
import { exportCommand } from "../../src/cli/export.ts";
import {
  mayTellOfAccount,
  parseLine,
  readAccountFact,
  readUsage,
  subjectOf,
} from "../../src/cli/fact-line.ts";
import { figuresCommand } from "../../src/cli/figures.ts";
import { forecastCommand } from "../../src/cli/forecast.ts";
import { invoiceCommand } from "../../src/cli/invoice.ts";
import { keysCommand } from "../../src/cli/keys.ts";
import { ledgerCommand } from "../../src/cli/ledger/ledger-command.ts";
import { revenueCommand } from "../../src/cli/ledger/revenue-command.ts";
import { metricsCommand } from "../../src/cli/metrics.ts";
import { priceCommand } from "../../src/cli/price.ts";
import { pruneCommand } from "../../src/cli/prune.ts";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import { replayCommand } from "../../src/cli/replay.ts";
import { seekCommand } from "../../src/cli/seek.ts";
import { serveCommand } from "../../src/cli/serve.ts";
import { simulateCommand } from "../../src/cli/simulate.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { varianceCommand } from "../../src/cli/variance.ts";
import { verifyCommand } from "../../src/cli/verify.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { consoleBlocks, runBlock, updateBlocks } from "./console-blocks.ts";
import { updatesGolden } from "./golden.ts";

const cli = "docs/cli.md";
const facts = "docs/facts.md";

const commands: Readonly<Record<string, (terminal: Terminal) => Command>> = {
  check: checkCommand,
  audit: auditCommand,
  forecast: forecastCommand,
  figures: figuresCommand,
  export: exportCommand,
  seek: seekCommand,
  simulate: simulateCommand,
  backtest: backtestCommand,
  price: priceCommand,
  replay: replayCommand,
  invoice: invoiceCommand,
  metrics: metricsCommand,
  variance: varianceCommand,
  drivers: driversCommand,
  verify: verifyCommand,
  prune: pruneCommand,
  serve: serveCommand,
  demo: demoCommand,
};

describe("docs/cli.md", () => {
  beforeAll(async () => {
    if (updatesGolden) await updateBlocks(cli);
  });

  it("shows every pure command at work", () => {
    const shown = new Set(consoleBlocks(cli).map(({ words }) => words[0]));
    expect([...shown]).toEqual([
      "check",
      "audit",
      "forecast",
      "figures",
      "seek",
      "simulate",
      "variance",
      "drivers",
      "backtest",
      "price",
      "replay",
      "metrics",
    ]);
  });

  it.each(consoleBlocks(cli))("shows what is printed: florin $command", async ({ command }) => {
    const block = consoleBlocks(cli).find((other) => other.command === command);
    if (block !== undefined) expect(await runBlock(block)).toBe(block.printed);
  });

  it.each(Object.keys(commands))("lists the options of florin %s, and no others", (name) => {
    const section = sectionOf(cli, `florin ${sectionNames[name] ?? name}`);
    const rows = section.filter((row) => row.includes("`--") && !isOfAnother(row, name));
    // Commands that share a table have their names before the option.
    const listed = rows.flatMap((row) => {
      const [, first = ""] = row.split("|");
      const cells = first.includes("`--") ? first : (/`--[^`]+`/.exec(row)?.[0] ?? "");
      return [...cells.matchAll(/`(--[^`]+)`/g)].map(([, flags = ""]) => flags);
    });
    const options = commands[name]?.(recordingTerminal()).options ?? [];
    expect(listed.sort()).toEqual(options.map(({ flags }) => flags).sort());
  });
});

describe("docs/cli.md, florin keys", () => {
  it.each(["add", "list", "revoke"])("lists the options of keys %s, and no others", (name) => {
    const part = keysCommand(recordingTerminal()).commands.find((one) => one.name() === name);
    const rows = sectionOf(cli, "florin keys").filter((row) =>
      row.split("|")[1]?.includes(`\`${name}\``),
    );
    const listed = rows.map((row) => /`(--[^`]+)`/.exec(row)?.[1] ?? "");
    expect(listed.sort()).toEqual(part?.options.map(({ flags }) => flags).sort());
  });
});

describe.each([
  ["ledger", ledgerCommand],
  ["revenue", revenueCommand],
] as const)("docs/cli.md, florin %s", (command, make) => {
  const parts = make(recordingTerminal()).commands;
  it.each(parts.map((part) => part.name()))("lists the options of %s, and no others", (name) => {
    const rows = sectionOf(cli, `florin ${command}`).filter((row) =>
      row.split("|")[1]?.includes(`\`${name}\``),
    );
    const listed = rows.map((row) => /`(--[^`]+)`/.exec(row)?.[1] ?? "");
    const part = parts.find((one) => one.name() === name);
    expect(listed.sort()).toEqual(part?.options.map(({ flags }) => flags).sort());
  });
});

/** Commands that share another's section. */
const sectionNames: Readonly<Record<string, string>> = { demo: "serve", prune: "verify" };

/** The rows of a table under a heading that begins so. */
function sectionOf(path: string, heading: string): string[] {
  const text = readFileSync(path, "utf8");
  const start = text.indexOf(`\n## ${heading}`);
  const end = text.indexOf("\n## ", start + 1);
  return text
    .slice(start, end < 0 ? undefined : end)
    .split("\n")
    .filter((row) => row.startsWith("| `"));
}

/** Commands that share a table have a first column that says whose an option is. */
const isOfAnother = (row: string, name: string): boolean =>
  /^\| `(serve|demo|verify|prune)`/.test(row) && !row.split("|")[1]?.includes(name);

/** The fields that the table of a section lists. */
const listedFields = (heading: string): string[] =>
  sectionOf(facts, heading)
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)])
    .map(([, name = ""]) => name)
    .sort();

describe("docs/facts.md", () => {
  it.each(["change", "cancel", "pause", "resume", "reactivate", "undo"] as const)(
    "lists every field of a %s",
    (kind) => {
      const { properties } = factShapes[kind].schema(new Map());
      const fields = Object.keys(Object(properties)).filter((name) => name !== "fact");
      const text = readFileSync(facts, "utf8");
      const section = text.slice(text.indexOf(`\n### ${kind}\n`)).split(/\n##+ /)[1] ?? "";
      const rows = section.split("\n").filter((row) => row.startsWith("| `"));
      const listed = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)]);
      expect(listed.map(([, name = ""]) => name).sort()).toEqual(fields.sort());
    },
  );

  it("has the transition table of the account machine", () => {
    const [standings = [], ...rows] = readFileSync(facts, "utf8")
      .split("\n")
      .filter((row) => /^\|[^|]*\| (?:scheduled|`not-|yes)/.test(row))
      .map((row) =>
        row
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const shown = rows.map(([kind = "", ...cells]) => [kind.replaceAll("`", ""), cells]);
    const actual = Object.entries(changeableStanding).map(([kind, { standings: may, code }]) => [
      kind,
      standings.slice(1).map((one) => (may.some((other) => other === one) ? "yes" : `\`${code}\``)),
    ]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(actual));
  });

  it.each(["customer", "subscription", "licence", "sale"] as const)(
    "lists every field of a %s",
    (kind) => {
      const { properties } = factShapes[kind].schema(new Map());
      const fields = Object.keys(Object(properties)).filter((name) => name !== "fact");
      expect(listedFields(kind)).toEqual(fields.sort());
    },
  );

  it("lists every field of a usage event", () => {
    const fields = ["customer", "data", "id", "receivedAt", "source", "time", "type"];
    expect(listedFields("usage")).toEqual(fields);
  });

  it("shows facts that are read", () => {
    const [, block = ""] = /```ndjson\n([\s\S]*?)```/.exec(readFileSync(facts, "utf8")) ?? [];
    const lines = block.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const text of lines) {
      const line = expectOk(parseLine(text, false));
      if (subjectOf(line) === "usage") {
        const event = readUsage(line, text, { count: () => true, faults: () => [] });
        expect(event.ok).toBe(true);
      } else {
        expect(mayTellOfAccount(text)).toBe(true);
        expect(expectOk(readAccountFact(line, text))).toEqual(line);
      }
    }
  });
});
