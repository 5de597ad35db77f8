import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { florin } from "./florin.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-demo-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const runOn = async (data: string, ...words: string[]) => {
  const ran = await florin(["demo", "--once", "--port", "0", "--data", data, ...words]);
  const code = process.exitCode;
  process.exitCode = 0;
  return { ...ran, code };
};

describe("florin demo", () => {
  it("bills the usage of a file, as much as the business is large, and says so", async () => {
    const file = join(folder, "usage.csv");
    const rows = Array.from(
      { length: 600 },
      (_, index) => `2023-11-16 18:${String(Math.floor(index / 10)).padStart(2, "0")}:00,500,250`,
    );
    await writeFile(file, `t,in,out\n${rows.join("\n")}\n`);
    const words = ["--customers", "12", "--months", "2", "--usage", file];
    const columns = ["--columns", "time=t,operations=in+out"];
    const data = join(folder, "demo");
    const ran = await runOn(data, ...words, ...columns);
    expect(ran.messages.join("\n")).toMatch(
      /^All usage comes from .*usage\.csv: 600 requests, recorded from 2023-11-16T18:00:00Z to .*, laid over 59 days\n450,000 operations were recorded; each request stands for [\d,]+ like it/,
    );
    expect(ran.code).toBe(0);
    const text = ran.results.join("\n");
    expect(text).toMatch(/12 customers, 600 events, 0 of them unbilled/);
    const [, billed = "0"] =
      /^Managed inference, ([\d,.]+) USD, is the usage from/m.exec(text) ?? [];
    expect(Number(billed.replaceAll(",", ""))).toBeGreaterThan(1_000);

    const again = await runOn(data, ...words, ...columns);
    expect(again.results).toEqual(ran.results);
  }, 180_000);

  it("says all that is wrong with its options, by their names, and touches nothing", async () => {
    const data = join(folder, "untouched");
    const words = ["--seed", "foo", "--from", "2026-01-15", "--months", "1.5", "--columns", "x"];
    const ran = await runOn(data, ...words, "--customers", "0", "--scale", "-1", "--port", "abc");
    expect(ran).toMatchObject({ code: 1, results: [] });
    const said = ran.messages
      .filter((line) => line.startsWith("error"))
      .map((line) => line.slice(9));
    expect(said).toEqual([
      "--from  not-month-start",
      "--months  out-of-range",
      "--customers  out-of-range",
      "--seed  out-of-range",
      "--port  invalid-port",
      "--columns  invalid-columns",
      "--scale  out-of-range",
    ]);
    for (const usage of ["/nope.csv", folder]) {
      const missing = await runOn(data, "--usage", usage);
      expect(missing).toMatchObject({ code: 1, results: [] });
      expect(missing.messages[0]).toMatch(/--usage {2}(file-not-found|not-a-file)/);
    }
    const late = await runOn(data, "--from", "2999-06-01", "--months", "12");
    expect(late.messages[0]).toMatch(/--months {2}out-of-range/);
    expect(await readdir(folder)).not.toContain("untouched");
  });

  it("empties no folder but its own", async () => {
    const file = join(folder, "precious.txt");
    await writeFile(file, "keep me");
    const ran = await runOn(folder);
    expect(ran.messages[0]).toMatch(/--data {2}foreign-folder/);
    expect(ran.code).toBe(1);
    expect(await readFile(file, "utf8")).toBe("keep me");
  });
});
