import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manualClock } from "../services/clock.ts";
import type { Services } from "../services/services.ts";
import { createSessions } from "../services/sessions.ts";
import { sharedClock } from "../services/tenant-clocks.ts";
import { buildServer } from "./server.ts";

const unused = (): never => {
  throw new Error("the console's files ask nothing of the services");
};
const services: Services = {
  clock: sharedClock(manualClock(0)),
  live: { changed: unused, watch: unused, run: unused },
  authenticate: async () => undefined,
  ingest: unused,
  ingestOnce: unused,
  previewIngest: unused,
  correctEvents: unused,
  previewCorrections: unused,
  publishModel: unused,
  recordFact: unused,
  amendCustomer: unused,
  mergeCustomer: unused,
  vatChecks: { check: unused, askDue: unused },
  told: { customer: unused, today: unused, subscription: unused, subscribers: unused },
  taxDecisions: { askDue: unused },
  unpark: unused,
  advanceClock: unused,
  billDue: unused,
  reports: new Proxy({}, { get: () => unused }) as Services["reports"],
  accounts: new Proxy({}, { get: () => unused }) as Services["accounts"],
  ledger: new Proxy({}, { get: () => unused }) as Services["ledger"],
  documents: new Proxy({}, { get: () => unused }) as Services["documents"],
  payments: new Proxy({}, { get: () => unused }) as Services["payments"],
  migrations: {} as Services["migrations"],
  models: {} as Services["models"],
  metrics: new Proxy({}, { get: () => unused }) as Services["metrics"],
  exchangeRates: { add: unused, list: unused, find: unused },
  plan: new Proxy({}, { get: () => unused }) as Services["plan"],
  readAhead: unused,
  planActuals: new Proxy({}, { get: () => unused }) as Services["planActuals"],
  entitlements: new Proxy({}, { get: () => unused }) as Services["entitlements"],
  suggestPlan: unused,
  quotaAlerts: { look: unused, list: unused },
  alertRules: { list: unused, add: unused, change: unused, remove: unused },
  organisations: { organisation: unused, rename: unused, caller: unused },
  openId: {
    ways: async () => ({ openId: false, byDomain: false }),
    begin: unused,
    finish: unused,
  },
  signInProviders: {
    signInProvider: unused,
    setSignInProvider: unused,
    removeSignInProvider: unused,
  },
  setUp: { isDemanded: false, isNeeded: async () => false, token: "", setUp: unused },
  people: {} as Services["people"],
  environments: {} as Services["environments"],
  auditLog: {} as Services["auditLog"],
  requestLog: {} as Services["requestLog"],
  approvals: {} as Services["approvals"],
  takeEvidence: unused,
  personalRecords: {} as Services["personalRecords"],
  takeRequests: unused,
  hold: { isHeld: async () => false, view: unused, release: unused },
  memberRecords: {} as Services["memberRecords"],
  apiKeys: {} as Services["apiKeys"],
  apis: { list: unused, read: unused, measure: unused, tellUptime: unused, keepTelling: unused },
  portal: new Proxy({}, { get: () => unused }) as Services["portal"],
  customerKeys: new Proxy({}, { get: () => unused }) as Services["customerKeys"],
  webhooks: new Proxy({}, { get: () => unused }) as Services["webhooks"],
};

let app: Awaited<ReturnType<typeof buildServer>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-console-files-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<p>the console</p>");
  await writeFile(join(folder, "assets", "main.js"), "");
  app = await buildServer({
    services,
    sessions: createSessions(),
    logger: pino({ level: "silent" }),
    consoleFolder: folder,
  });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const ask = (method: "GET" | "HEAD" | "POST", url: string, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers });

describe("the console's page", () => {
  it("is served at every place in it", async () => {
    for (const path of [
      "/",
      "/customers/c-1",
      "/invoices/c-1%3A1",
      "/plans",
      "/business-metrics?month=2026-01",
      "/sign-in?link=used",
    ]) {
      const shown = await ask("GET", path);
      expect([shown.statusCode, shown.body], path).toEqual([200, "<p>the console</p>"]);
    }
  });

  it("is served at every address that the console's router knows", async () => {
    const source = new URL("../../web/src/", import.meta.url);
    const files = (await readdir(source)).filter((name) => /^router\.tsx$|-routes\.ts$/.test(name));
    const texts = await Promise.all(files.map((name) => readFile(new URL(name, source), "utf8")));
    const paths = texts.flatMap((text) => [...text.matchAll(/path: "([^"]+)"/g)]);
    expect(paths.length).toBeGreaterThan(40);
    for (const [, path = ""] of paths) {
      const shown = await ask("GET", path.replaceAll(/\$\w+/g, "x"), browser);
      expect(shown.statusCode, path).toBe(200);
    }
  });

  it("answers a mistyped address with 404, for somebody who browses", async () => {
    for (const path of ["/custmers", "/a/b/c?d=e", "/vendors"]) {
      const shown = await ask("GET", path, browser);
      expect([shown.statusCode, shown.body], path).toEqual([404, "<p>the console</p>"]);
      expect(shown.headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": expect.stringContaining("script-src 'self'"),
        "x-content-type-options": "nosniff",
      });
      expect((await ask("HEAD", path, browser)).statusCode).toBe(404);
    }
  });

  it("is not what a program, the API or another method gets there", async () => {
    const answers = await Promise.all([
      ask("GET", "/custmers"),
      ask("GET", "/v2/customers", browser),
      ask("POST", "/custmers", browser),
      ask("GET", "/assets/none.js"),
    ]);
    expect(answers.map((answer) => answer.headers["content-type"])).toEqual(
      answers.map(() => expect.stringContaining("application/problem+json")),
    );
    expect(answers.map((answer) => (answer.json() as { code: string }).code)).toEqual([
      "no-such-route",
      "unknown-api-version",
      "no-such-route",
      "no-such-route",
    ]);
  });
});
