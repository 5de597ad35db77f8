import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchangeRatesCommand } from "../../src/cli/exchange-rates.ts";
import { recordingTerminal } from "../../src/cli/recording-terminal.fixture.ts";
import { type Answer, type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
beforeAll(async () => {
  server = await runFlorin("2026-02-01T00:00:00Z");
});
afterAll(() => server.stop());

const rate = (day: string, to: string, text: string) => ({ from: "EUR", to, day, rate: text });
const codes = ({ json }: Answer) =>
  (json as { errors?: { code: string; path: string }[] }).errors?.map(
    ({ code, path }) => `${path} ${code}`,
  );

describe("exchange rates over the API", () => {
  it("are told all or none, known once, and corrected only on purpose", async () => {
    const { api } = server;
    const tell = (rates: readonly object[], more: object = {}) =>
      api.post("/v1/exchange-rates", { rates, ...more });
    const first = await tell([
      rate("2026-01-29", "USD", "1.1968"),
      rate("2026-01-30", "USD", "1.1919"),
      rate("2026-01-30", "USD", "1.19190"),
    ]);
    expect([first.status, first.json]).toEqual([
      201,
      { added: 2, corrected: 0, known: 1, knownSince: "2026-02-01T00:00:00Z" },
    ]);
    const again = await tell([rate("2026-01-30", "USD", "1.1919")]);
    expect([again.status, again.json]).toMatchObject([200, { added: 0, known: 1 }]);
    const bad = await tell([
      rate("2026-01-30", "USD", "1.2"),
      rate("2026-01-30", "GBP", "0.86"),
      rate("2026-01-30", "GBP", "0.87"),
    ]);
    expect([bad.status, codes(bad)]).toEqual([
      422,
      ["/rates/0/rate fx-rate-conflict", "/rates/2/rate fx-rate-conflict"],
    ]);
    const unsound = await tell([rate("2026-01-30", "EUR", "0")]);
    expect(codes(unsound)).toEqual([
      "/rates/0/to fx-same-currency",
      "/rates/0/rate fx-rate-out-of-range",
    ]);
    const { json } = await api.get("/v1/exchange-rates");
    expect((json as { items: unknown[] }).items.length).toBe(2);

    await server.moveTo("2026-02-02T00:00:00Z");
    const corrected = await tell([rate("2026-01-30", "USD", "1.2")], { corrects: true });
    expect([corrected.status, corrected.json]).toMatchObject([201, { added: 1, corrected: 1 }]);
    const found = await api.get("/v1/exchange-rates/find?from=EUR&to=USD&day=2026-02-02");
    expect(found.json).toMatchObject({ rate: "1.2", ratedOn: "2026-01-30" });
    const old = await api.get("/v1/exchange-rates/find?from=EUR&to=USD&day=2026-02-09");
    expect(codes(old)?.[0]).toContain("fx-rate-missing");
  });

  it("are corrected at the very instant at which they were told", async () => {
    for (const [value, corrects] of [
      ["155.1", false],
      ["155.2", true],
      ["155.3", true],
    ] as const) {
      const rates = [rate("2026-01-28", "JPY", value)];
      const told = await server.api.post("/v1/exchange-rates", { rates, corrects });
      expect(told.status, told.text).toBe(201);
    }
    const { json } = await server.api.get("/v1/exchange-rates?to=JPY");
    const { items } = json as { items: { rate: string }[] };
    expect(items.map((one) => one.rate)).toEqual(["155.3", "155.2", "155.1"]);
  });

  it("are listed page by page, what was corrected too", async () => {
    const { api } = server;
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const cursor: string = next === "" ? "" : `&cursor=${next}`;
      const { json } = await api.get(`/v1/exchange-rates?limit=1&to=USD${cursor}`);
      const page = json as { items: { day: string; rate: string }[]; next: string | null };
      seen.push(...page.items.map((one) => `${one.day} ${one.rate}`));
      next = page.next;
    }
    expect(seen).toEqual(["2026-01-30 1.2", "2026-01-30 1.1919", "2026-01-29 1.1968"]);
    const wrong = await api.get("/v1/exchange-rates?from=XXL");
    expect(codes(wrong)).toEqual(["/query/from unknown-currency"]);
  });

  it("come from a file of the European Central Bank on the command line", async () => {
    const folder = server.dataFolder;
    const file = join(folder, "eurofxref.csv");
    await writeFile(file, "Date, USD, JPY, GBP, \n02 February 2026, 1.1840, 183.2, 0.8640, \n");
    const run = async (...words: string[]) => {
      const terminal = recordingTerminal();
      let code: number | undefined;
      const exit = (exited: number) => {
        code = exited;
      };
      const where = ["--server", server.florin.origin, "--data", folder];
      await exchangeRatesCommand(terminal, exit).parseAsync([...words, ...where], { from: "user" });
      return { code, out: terminal.results.join("\n"), err: terminal.messages.join("\n") };
    };
    const some = ["import", file, "--currency", "USD", "--currency", "GBP"];
    expect(await run(...some)).toMatchObject({
      code: 0,
      out: "2 rates added, 0 of them corrected; 0 known before",
    });
    expect((await run("import", file)).out).toBe(
      "1 rate added, 0 of them corrected; 2 known before",
    );
    expect((await run("find", "USD", "GBP", "2026-02-02")).out).toBe(
      "1 USD = 0.72972972973 GBP  (ECB, 2026-02-02, through-base)",
    );
    expect(await run("find", "USD", "CHF", "2026-02-02")).toMatchObject({ code: 1 });
    await writeFile(file, "Day;USD\n");
    expect((await run("import", file)).err).toContain("not-ecb-rates");
  });
});
