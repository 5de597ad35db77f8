import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Api } from "../../model/api.ts";
import { checkService, checkUrl } from "./check-service.ts";
import { type HealthReport, openHealthBook } from "./health-book.ts";
import { watchServices } from "./watch-services.ts";

const api = (more: Partial<Api>): Api => ({ name: "API", version: "v1", path: "/v1", ...more });
const noon = Date.parse("2026-03-01T12:00:00Z");
const seconds = (report: HealthReport) =>
  `${report.api} ${report.state} ${(Date.parse(report.from) - noon) / 1000}-${(Date.parse(report.to) - noon) / 1000}`;

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

test("checks an upstream as often as the model says, and keeps when it was down", async () => {
  const answers = [true, false, false, true, true, true];
  const asked: string[] = [];
  const kept: HealthReport[] = [];
  let nowMs = noon;
  const watch = await new Promise<ReturnType<typeof watchServices>>((resolve) => {
    const apis = {
      api: api({ health: { path: "/health", everySeconds: 20, withinSeconds: 2, downAfter: 2 } }),
      unchecked: api({ path: "/v2" }),
    };
    const made = watchServices({
      apis,
      upstream: "http://upstream/base/",
      book: openHealthBook(apis, "g-1"),
      keep: async (reports) => {
        kept.push(...reports);
      },
      check: async (url, withinMs) => {
        asked.push(`${url} ${withinMs}`);
        return answers[asked.length - 1] ?? false;
      },
      nowMs: () => nowMs,
      wait: async (ms, signal) => {
        // The round of telling waits until the watch ends.
        const ends = new Promise<void>((end) =>
          signal.addEventListener("abort", () => end(), { once: true }),
        );
        if (ms === 60_000) return ends;
        nowMs += ms;
        if (asked.length === answers.length) {
          resolve(made);
          await ends;
        }
      },
    });
  });
  watch.called("unchecked", { by: "call", well: true, milliseconds: 12 });
  nowMs += 30_000;
  watch.called("unchecked", { by: "call", well: false, milliseconds: 11 });
  await watch.close();
  expect(new Set(asked)).toEqual(new Set(["http://upstream/base/health 2000"]));
  expect(kept.map(seconds)).toEqual([
    "api up 0-20",
    "api down 20-60",
    "api up 60-100",
    "unchecked up 120-150",
  ]);
  expect(kept.at(-1)).toMatchObject({
    gateway: "g-1",
    calls: [{ withinMs: 13, calls: 2, failed: 1 }],
  });
});

test("tells what is known while nothing changes, and how an API looks", () => {
  const book = openHealthBook({ api: api({ health: "/health" }) }, "g-1");
  expect(book.look("api")).toBeUndefined();
  book.note("api", { by: "check", well: true }, noon);
  book.note("api", { by: "check", well: true }, noon + 10_000);
  expect(book.tell().map(seconds)).toEqual(["api up 0-10"]);
  expect(book.tell()).toEqual([]);
  book.note("api", { by: "check", well: false }, noon + 20_000);
  expect(book.look("api")).toBe("degraded");
  expect(book.tell().map(seconds)).toEqual(["api up 10-20"]);
  // A clock that was set back does not run backwards here.
  book.note("api", { by: "check", well: false }, noon);
  expect(book.note("api", { by: "check", well: false }, noon + 25_000)).toEqual([]);
  expect(book.look("api")).toBe("down");
  expect(book.end().map(seconds)).toEqual(["api down 20-25"]);
});

test("an answer below 400 in time is well, and nothing else is", async () => {
  const server = http.createServer((request, response) => {
    if (request.url === "/silent") return;
    response.statusCode = Number(request.url?.slice(1));
    response.end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const check = (path: string) => checkService(checkUrl(origin, path), 20_000);
  expect(await Promise.all(["/200", "/399", "/400", "/503"].map(check))).toEqual([
    ...[true, true, false, false],
  ]);
  expect(await checkService(checkUrl(origin, "/silent"), 20)).toBe(false);
  expect(await checkService(new URL("http://127.0.0.1:1/"), 1000)).toBe(false);
});
