import { expect, it } from "vitest";
import { formatInstant } from "../time/instant.ts";
import { readUsageAhead } from "./usage-ahead.ts";

type Parts = Parameters<typeof readUsageAhead>;

it("reads the recent days of the first meter, and nothing once the server ends", async () => {
  const ending = new AbortController();
  const asked: string[] = [];
  const said = (what: string) => async (_: string, of?: { from: number; to: number }) => {
    const days = of && [of.from, of.to].map((at) => formatInstant(at).slice(0, 10));
    asked.push([what, ...(days ?? [])].join(" "));
    return 0;
  };
  const reports = {
    summary: said("summary"),
    meters: async () => [{ id: "operations" }, { id: "seats" }],
    topUsage: said("top"),
    usage: said("usage"),
  } as unknown as Parts[1];
  const read = (engine: "postgres" | "clickhouse") =>
    readUsageAhead({ engine }, reports, "acme", Date.UTC(2026, 3, 1, 2), ending.signal);
  await read("clickhouse");
  expect(asked).toEqual([]);
  await read("postgres");
  expect(asked).toEqual(["summary", "top 2026-03-02 2026-04-02", "usage 2026-03-02 2026-04-02"]);
  ending.abort();
  await read("postgres");
  expect(asked).toHaveLength(3);
});
