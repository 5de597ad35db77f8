import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { fileMark } from "../../src/cli/import-progress.ts";
import { florin } from "../cli/florin.ts";
import { asking } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

let server: RunningFlorin;
let folder: string;
const api = asking(() => server.api);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-import-"));
  server = await runFlorin("2026-02-10T00:00:00Z");
  expect((await api.post("/v1/models", acme)).status).toBe(201);
  await api.post("/v1/customers", { id: "c-1", name: "One" });
  const purchase = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" };
  await api.post("/v1/subscriptions", purchase);
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const event = (id: string, operations: number | string = 3) => ({
  id,
  type: "inference",
  customer: "c-1",
  time: "2026-02-05T10:00:00Z",
  data: { operations },
});

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.join("\n"));
  return path;
}

const run = (file: string, ...more: readonly string[]) =>
  florin(["import", file, "--server", server.florin.origin, ...more], {});

const accepted = async (): Promise<number> =>
  (await api.get<{ events: { accepted: number } }>("/v1/summary")).events.accepted;

describe("florin import", () => {
  it("says in a dry run what would become of each row and who would be billed, and stores nothing", async () => {
    await withKey(async () => {
      const rows = [event("a"), event("b"), event("a"), event("bad", "many"), event("a", 4)];
      const file = await fileOf(
        "dry.ndjson",
        rows.map((row) => JSON.stringify(row)),
      );
      const { code, results } = await run(file, "--dry-run");
      expect(results).toEqual([
        "2 usage events would be accepted, 1 sent before, 1 in conflict with another, 1 rejected",
        "",
        "Customer              Charge                Period          Events",
        "c-1                   operations            2026-02-01           2",
      ]);
      expect(code).toBe(1);
      expect(JSON.parse((await run(file, "--dry-run", "--json")).results.join("\n"))).toMatchObject(
        {
          dryRun: true,
          rows: { accepted: 2, duplicate: 1, conflict: 1, rejected: 1 },
          touches: [{ customer: "c-1", charge: "operations", late: false, events: 2 }],
          faults: `${file}.faults.ndjson`,
        },
      );
      expect(await accepted()).toBe(0);
    });
  });

  it("imports lines, lists those that are refused, and counts nothing twice", async () => {
    await withKey(async () => {
      const lines = [event("a"), event("b")].map((row) => JSON.stringify(row));
      const file = await fileOf("lines.ndjson", [
        ...lines,
        "",
        "{torn",
        JSON.stringify(event("c", "many")),
      ]);
      const first = await run(file, "--faults", join(folder, "faults.ndjson"));
      expect(first.results).toEqual(["2 usage events accepted, 2 rejected"]);
      expect(first.code).toBe(1);
      const faults = (await readFile(join(folder, "faults.ndjson"), "utf8")).trim().split("\n");
      expect(faults.map((line) => JSON.parse(line))).toMatchObject([
        { line: 4, status: "rejected", errors: [{ code: "malformed-body" }] },
        { line: 5, status: "rejected", errors: [{ code: "not-a-number" }] },
      ]);
      expect((await run(file)).results).toEqual([
        "no usage events accepted, 2 sent before, 2 rejected",
      ]);
      expect(await accepted()).toBe(2);
    });
  });

  it("imports a CSV by its columns, with what they do not say given once", async () => {
    await withKey(async () => {
      const file = await fileOf("usage.csv", [
        "Request,Account,At,operations,region",
        "r-1,c-1,2026-02-05T10:00:00Z,0.0000005,eu",
        "r-2,c-1,2026-02-05T11:00:00Z,7,",
      ]);
      const columns = "id=Request,customer=Account,time=At";
      const { code, results } = await run(file, "--columns", columns, "--type", "inference");
      expect({ code, results }).toEqual({ code: 0, results: ["2 usage events accepted"] });
      expect(await api.get("/v1/events/usage.csv/r-1")).toMatchObject({
        versions: [{ data: { operations: "0.0000005", region: "eu" } }],
      });
      const none = await run(file, "--columns", "time=When", "--type", "inference");
      expect(none.code).toBe(1);
    });
  });

  it("refuses a row of another number of cells than there are columns", async () => {
    await withKey(async () => {
      const file = await fileOf("ragged.csv", [
        "id,customer,time,operations",
        "r-1,c-1,2026-02-05T10:00:00Z,1,000",
        'r-2,c-1,2026-02-05T10:00:00Z,"2"',
        "r-3,c-1,2026-02-05T10:00:00Z",
      ]);
      const { code, results } = await run(file, "--type", "inference");
      expect({ code, results }).toEqual({
        code: 1,
        results: ["1 usage event accepted, 2 rejected"],
      });
      const faults = (await readFile(`${file}.faults.ndjson`, "utf8")).trim().split("\n");
      expect(faults.map((line) => JSON.parse(line))).toMatchObject([
        { line: 2, errors: [{ code: "invalid-row" }] },
        { line: 4, errors: [{ code: "invalid-row" }] },
      ]);
    });
  });

  it("goes on where it broke off, and sends nothing before that again", async () => {
    await withKey(async () => {
      const rows = Array.from({ length: 1_500 }, (_, at) => JSON.stringify(event(`long-${at}`)));
      const file = await fileOf("long.ndjson", rows);
      const counts = { accepted: 1_000, duplicate: 0, conflict: 0, rejected: 0 };
      const bytes = Buffer.byteLength(`${rows.slice(0, 1_000).join("\n")}\n`);
      const mark = await fileMark(file, bytes);
      const state = JSON.stringify({
        ...{ server: server.florin.origin, line: 1_000, bytes, mark, counts },
      });
      await writeFile(`${file}.import-state.json`, state);
      const before = await accepted();
      const drawn: string[] = [];
      const watched = { interactive: true, redraw: (text: string) => drawn.push(text) };
      const words = ["import", file, "--server", server.florin.origin];
      const { results, messages } = await florin(words, watched);
      expect(messages).toEqual(["going on after line 1,000"]);
      expect(results).toEqual(["1,500 usage events accepted"]);
      expect((await accepted()) - before).toBe(500);
      expect(drawn.some((text) => text.includes("100%"))).toBe(true);
      await expect(readFile(`${file}.import-state.json`)).rejects.toThrow();
      expect((await florin([...words, "--restart"])).results).toEqual([
        "1,000 usage events accepted, 500 sent before",
      ]);
      await writeFile(`${file}.import-state.json`, state);
      await writeFile(
        file,
        rows.map((row, at) => (at === 999 ? row.replace("3", "4") : row)).join("\n"),
      );
      const other = await florin(words);
      expect([other.code, other.messages.join("\n")]).toEqual([
        1,
        expect.stringContaining("file-changed"),
      ]);
    });
  });

  it("comes back when a busy server says so, and gives up after a while, knowing how far it was", async () => {
    await withKey(async () => {
      const rows = Array.from({ length: 2_001 }, (_, at) => JSON.stringify(event(`busy-${at}`)));
      const file = await fileOf("busy.ndjson", rows);
      const times = (count: number, status: number) => Array<number>(count).fill(status);
      // It gives up at the tenth of the third thousand, and finds room at the fourth later.
      const statuses = [200, ...times(9, 429), 200, ...times(10, 503), ...times(3, 503), 200];
      const answering = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const items = (JSON.parse(Buffer.concat(chunks).toString()) as object[]).map(() => ({
            status: "accepted",
          }));
          response.writeHead(statuses.shift() ?? 500, { "retry-after": "0" });
          response.end(JSON.stringify({ items }));
        });
      });
      await new Promise<void>((resolve) => answering.listen(0, "127.0.0.1", resolve));
      const { port } = answering.address() as AddressInfo;
      const words = ["import", file, "--server", `http://127.0.0.1:${port}`];
      const first = await florin(words);
      expect(first.code).toBe(1);
      expect(first.messages.join("\n")).toMatch(/sent up to line 2,000[\s\S]*server-refused/);
      const second = await florin(words);
      expect(second.messages).toEqual(["going on after line 2,000"]);
      expect(second.results).toEqual(["2,001 usage events accepted"]);
      expect(statuses).toEqual([]);
      answering.close();
    });
  });

  it("keeps how far it came where the server does not answer", async () => {
    await withKey(async () => {
      const file = await fileOf("lost.ndjson", [JSON.stringify(event("x"))]);
      const { code, messages } = await florin(["import", file, "--server", "http://127.0.0.1:9"]);
      expect(code).toBe(1);
      expect(messages.join("\n")).toContain("server-unreachable");
    });
  });
});

/** The command reads its key from the environment. */
async function withKey(work: () => Promise<void>): Promise<void> {
  const before = process.env.FLORIN_API_KEY;
  process.env.FLORIN_API_KEY = server.apiKey;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.FLORIN_API_KEY;
    else process.env.FLORIN_API_KEY = before;
  }
}
