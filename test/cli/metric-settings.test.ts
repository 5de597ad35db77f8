import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { florin, modelPath } from "./florin.ts";

const metered = modelPath("metered.yaml");

it("counts use as recurring where the model says so, in the plan as in what is lived", async () => {
  const { code, results } = await florin(["forecast", metered, "--metrics"]);
  expect(code).toBe(0);
  expect(results).toContain("Metrics counted by usage:in");
  for (const label of ["Average revenue per account", "LTV to CAC", "CAC payback"])
    expect(results.find((line) => line.startsWith(label))).not.toContain("–");
  const simulated = await florin(["simulate", metered, "--months", "6"]);
  expect(simulated.code).toBe(0);
  expect(simulated.results.at(-1)).toMatch(/each as forecast to the cent$/);
});

it("holds targets on unit economics that rest on use", async () => {
  expect((await florin(["check", metered, "--targets"])).code).toBe(0);
});

it("says that recurring value leaves usage out, and what a plan does not follow", async () => {
  const asked = ["--preset", "stripe", "--set", "dsoMethod:countback"];
  const { results } = await florin(["forecast", metered, "--metrics", ...asked]);
  expect(results.join("\n")).toContain("Recurring value leaves usage out, 100% of revenue");
  expect(results).toContain("Not followed in a plan, and counted as usual: dsoMethod:countback");
  expect(results.find((line) => line.startsWith("Recurring customers"))).toMatch(/ 0 +0$/);
});

const facts = [
  { fact: "customer", id: "ada", name: "Ada", segment: "devs" },
  { fact: "subscription", id: "s", customer: "ada", plan: "payg", start: "2027-01-01" },
  { id: "e", type: "call", customer: "ada", time: "2027-01-09T12:00:00Z", data: { n: "100000" } },
];

/** A file of these facts, and one beside it. */
async function factsFile(): Promise<readonly [facts: string, other: string]> {
  const folder = await mkdtemp(join(tmpdir(), "florin-settings-"));
  const file = join(folder, "facts.ndjson");
  await writeFile(file, facts.map((fact) => JSON.stringify(fact)).join("\n"));
  return [file, join(folder, "plan.json")];
}

it("counts what happened by the options, else by the model", async () => {
  const [told] = await factsFile();
  const month = ["--from", "2027-01", "--to", "2027-01", "--until", "2027-02-10"];
  const mrr = async (...asked: readonly string[]): Promise<string> => {
    const words = ["metrics", metered, told, ...month, "--metrics", "mrr", "--json", ...asked];
    return JSON.parse((await florin(words)).results.join("\n")).figures[0].value;
  };
  expect(await mrr()).toBe("200.00");
  expect(await mrr("--set", "churnSpan:month")).toBe("200.00");
  expect(await mrr("--set", "usage:out")).toBe("0.00");
  expect(await mrr("--preset", "stripe")).toBe("0.00");
  expect(await mrr("--preset", "stripe", "--set", "usage:in")).toBe("200.00");
});

it("opens the variance of a plan that was written down by the options, else as it was counted", async () => {
  const [told, plan] = await factsFile();
  const mrr = async (...asked: readonly string[]) => {
    const words = ["variance", metered, "--facts", told, "--month", "2027-01", "--metric", "mrr"];
    return JSON.parse((await florin([...words, "--json", ...asked])).results.join("\n")).variance;
  };
  const written = await florin(["forecast", metered, "--json", "--set", "usage:out"]);
  await writeFile(plan, written.results.join("\n"));
  const own = await mrr();
  expect(own.actual).toBe("200.00");
  expect(await mrr("--plan", plan)).toMatchObject({ plan: "0.00", actual: "0.00" });
  expect(await mrr("--plan", plan, "--set", "usage:in")).toEqual(own);
  expect(await mrr("--set", "usage:out")).toMatchObject({ plan: "0.00", actual: "0.00" });
});

it("holds targets and writes tables by the options", async () => {
  const [told, file] = await factsFile();
  for (const of of [[], ["--facts", told, "--to", "2027-01"]]) {
    const asked = ["check", metered, "--targets", ...of, "--set", "usage:out", "--json"];
    const { targets } = JSON.parse((await florin(asked)).results.join("\n"));
    expect(targets).toMatchObject([{ target: "ltv", verdict: "undefined" }]);
  }
  const table = file.replace(".json", ".csv");
  const recurring = async (...asked: readonly string[]): Promise<string | undefined> => {
    expect((await florin(["export", metered, table, ...asked])).code).toBe(0);
    const rows = (await readFile(table, "utf8")).split("\n");
    return rows.find((row) => row.includes(",mrr.closing,"));
  };
  expect(await recurring("--set", "usage:out")).toMatch(/,0\.00,0\.00\r?$/);
  expect(await recurring()).not.toMatch(/,0\.00/);
});

it("refuses what is no setting at its option", async () => {
  const { code, messages } = await florin(["forecast", metered, "--set", "usag:in"]);
  expect(code).toBe(1);
  expect(messages.join("\n")).toMatch(/--set +unknown-metric-setting/);
});
