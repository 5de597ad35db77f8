import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

let model: string;
let facts: string;

const cost = (month: string, id: string, amount: number) => ({
  fact: "entry",
  id: `${id}-${month}`,
  date: `${month}-28`,
  reason: "Paid",
  by: "Dana",
  postings: [
    { account: `expenses:other:${id}`, debit: `${amount} USD` },
    { account: "assets:cash", credit: `${amount} USD` },
  ],
  recordedAt: `${month}-28T12:00:00Z`,
});

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "florin-costs-"));
  model = join(folder, "model.yaml");
  facts = join(folder, "facts.ndjson");
  writeFileSync(
    model,
    `${readFileSync("test/cli/models/studio.yaml", "utf8")}costs:
  machines: { kind: per-unit, name: Machines, function: cost-of-revenue, stream: rendering, meter: minutes, amount: 0.02 USD per minute }
  rent: { kind: fixed, name: Rent, function: administration, amount: 500 USD per month }
  help: { kind: per-customer, name: Help, function: cost-of-revenue, amount: 1 USD per customer per month }
`,
  );
  const told = ["2027-01", "2027-02", "2027-03"].flatMap((month, index) => [
    cost(month, "machines", [50, 60, 80][index] ?? 0),
    ...(index === 1 ? [] : [cost(month, "rent", index === 2 ? 1_000 : 500)]),
  ]);
  const lines = readFileSync("test/cli/facts/studio.ndjson", "utf8").trimEnd();
  writeFileSync(facts, `${lines}\n${told.map((line) => JSON.stringify(line)).join("\n")}\n`);
});

/** The same facts, and some more. */
async function withLines(more: readonly object[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "florin-costs-")), "facts.ndjson");
  const lines = more.map((line) => JSON.stringify(line)).join("\n");
  writeFileSync(path, `${readFileSync(facts, "utf8")}${lines}\n`);
  return path;
}

const words = (more: readonly string[], of: string): readonly string[] => [
  "variance",
  model,
  "--facts",
  of,
  "--to",
  "2027-03",
  "--json",
  ...more,
];

interface Read {
  readonly actual: string;
  readonly plan: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly children: readonly (Read & { readonly name: string })[];
}

async function variance(
  more: readonly string[],
  of: string = facts,
): Promise<{ variance: Read; assumed: readonly string[]; said: string }> {
  const ran = await florin(words(more, of));
  expect([ran.code, ran.code === 0 ? "" : ran.messages.join("\n")]).toEqual([0, ""]);
  return { ...JSON.parse(ran.results.join("\n")), said: ran.messages.join("\n") };
}

describe("costs that the books tell", () => {
  it("are the actuals of profit, and open into use and rates", async () => {
    const { variance: profit, assumed, said } = await variance(["--metric", "ebitda"]);
    expect(assumed).toEqual(["help"]);
    expect(said).toContain("The books do not tell help");
    const gross = profit.children.find(({ name }) => name === "Gross profit");
    const costs = gross?.children.find(({ name }) => name === "Cost of revenue");
    const machines = costs?.children.find(({ name }) => name === "Machines");
    expect(machines?.actual).toBe("-190.00");
    // What was rendered costs 0.02 a minute as planned, and the rest is what a minute costs more.
    expect(Number(machines?.parts.usage)).toBeLessThan(0);
    expect(Number(machines?.parts.rate)).toBeCloseTo(-190 + 8_220 * 0.02, 2);
    const parts = Object.values(profit.parts).reduce((sum, part) => sum + Number(part), 0);
    expect(Number(profit.plan) + parts).toBeCloseTo(Number(profit.actual), 6);
  });

  it("are timing where another closed month makes up for them", async () => {
    const march = await variance(["--metric", "administration", "--from", "2027-03"]);
    expect(march.variance.parts).toMatchObject({ timing: "500.00", spending: "0.00" });
    const quarter = await variance(["--metric", "administration"]);
    expect([quarter.variance.plan, quarter.variance.actual]).toEqual(["1500.00", "1500.00"]);
    expect(quarter.assumed).toEqual([]);
  });

  it("are measured drivers", async () => {
    const ran = await florin(["drivers", model, "--facts", facts, "--to", "2027-03", "--json"]);
    const { drivers } = JSON.parse(ran.results.join("\n"));
    const found = (id: string) => drivers.find((one: { id: string }) => one.id === id);
    expect(found("costs.machines.each")).toMatchObject({ unit: "money per unit", within: false });
    expect(found("costs.machines.each").assumed).toBeCloseTo(0.02, 9);
    expect(found("costs.machines.each").measured).toBeCloseTo(190 / 8_220, 9);
    expect(found("costs.rent")).toMatchObject({ assumed: 500, measured: 500, within: true });
    expect(found("costs.help.each")).toBeUndefined();
  });

  it("are named where the plan has no such cost, and left out", async () => {
    const own = await withLines([cost("2027-02", "rnt", 70), cost("2027-03", "rnt", 70)]);
    const { variance: before } = await variance(["--metric", "ebitda"]);
    const { variance: after, said } = await variance(["--metric", "ebitda"], own);
    expect(said).toContain(
      'The plan has no cost "rnt" (140.00 USD; did you mean "rent"?): left out of its profit and cash.',
    );
    expect(after.actual).toBe(before.actual);
  });

  it("stand beside revenue of a stream that the plan does not have", async () => {
    const own = await withLines([
      {
        fact: "entry",
        id: "talk",
        date: "2027-02-20",
        reason: "A talk",
        by: "Dana",
        postings: [
          { account: "assets:cash", debit: "300 USD" },
          { account: "income:revenue:talks", credit: "300 USD" },
        ],
        recordedAt: "2027-02-20T12:00:00Z",
      },
    ]);
    for (const metric of ["gross-profit", "ebitda", "revenue"]) {
      const { variance: before } = await variance(["--metric", metric]);
      const { variance: after } = await variance(["--metric", metric], own);
      expect([metric, Number(after.actual)]).toEqual([metric, Number(before.actual) + 300]);
      expect(Number(after.parts.other)).toBe(Number(before.parts.other) + 300);
    }
  });
});
