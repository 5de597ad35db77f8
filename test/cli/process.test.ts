import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, openSync, rmSync, symlinkSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledServer } from "../server/compiled-server.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const model = join(root, "test/cli/models/acme.yaml");
const facts = join(root, "test/cli/facts/acme.ndjson");

/** A copy of the package as it is installed: compiled, without its sources. */
let built = "";
let main = "";

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), "florin-built-"));
  main = join(built, "dist/cli/main.js");
  cpSync(compiledServer(), join(built, "dist"), { recursive: true });
  copyFileSync(join(root, "package.json"), join(built, "package.json"));
  symlinkSync(join(root, "node_modules"), join(built, "node_modules"), "junction");
}, 120_000);
afterAll(() => rmSync(built, { recursive: true }));

function run(words: readonly string[], nodeOptions: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, main, ...words], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

describe("the compiled florin", () => {
  it("answers in exit codes", () => {
    expect(run(["check", model]).status).toBe(0);
    expect(run(["check", "test/cli/models/faulty.yaml"]).status).toBe(1);
    expect(run(["chek", model])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("(Did you mean check?)"),
    });
    expect(run(["--version"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(run(["price", model, "team", "--help"])).toMatchObject({ status: 0, stderr: "" });
  });

  it("runs a TypeScript model", () => {
    const ran = run(["price", "examples/bitnet-rust/model.ts", "licences/premium"]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(ran.stdout).toContain("150,000.00");
  });

  it("is not upset by a reader that has seen enough", async () => {
    const child = spawn(process.execPath, [
      main,
      "replay",
      model,
      facts,
      "--until",
      "2300-01-01",
      "--json",
    ]);
    const errors: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(Buffer.concat(errors).toString()).toBe("");
    expect(code).toBe(0);
  });

  it("says in one sentence that the disk is full, and ends with 3", () => {
    const full = openFull();
    if (full === undefined) return;
    const ran = spawnSync(
      process.execPath,
      [main, "replay", model, facts, "--until", "2026-03-31"],
      {
        encoding: "utf8",
        stdio: ["ignore", full, "pipe"],
      },
    );
    expect(ran.status).toBe(3);
    expect(ran.stderr).toMatch(/^error {4}enospc\n/);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

/** Linux has a device that is always full. */
function openFull(): number | undefined {
  try {
    return openSync("/dev/full", "w");
  } catch {
    return undefined;
  }
}

/** A file of facts with so many events: a thousand customers, three months, one event in fifty sent twice. */
async function manyFacts(path: string, events: number): Promise<void> {
  const customers = 1_000;
  const lines: string[] = [];
  for (let index = 0; index < customers; index += 1) {
    lines.push(
      JSON.stringify({ fact: "customer", id: `c-${index}`, name: `Customer ${index}` }),
      JSON.stringify({
        fact: "subscription",
        id: `s-${index}`,
        customer: `c-${index}`,
        plan: "team",
        cadence: "monthly",
        start: "2026-01-01",
      }),
    );
  }
  await writeFile(path, "");
  const quarterSeconds = 90 * 86_400;
  const start = Date.parse("2026-01-01T00:00:00Z");
  for (let index = 0; index < events; index += 1) {
    const event = index % 50 === 49 ? index - 7 : index;
    const time = new Date(start + ((event * 7_919) % quarterSeconds) * 1_000).toISOString();
    const operations = 1_000 + ((event * 17) % 5_000);
    lines.push(
      `{"id":"event-${event}","type":"inference","customer":"c-${(event * 31) % customers}","time":"${time}","data":{"operations":${operations},"region":"eu"}}`,
    );
    if (lines.length < 50_000) continue;
    await appendFile(path, `${lines.join("\n")}\n`);
    lines.length = 0;
  }
  await appendFile(path, `${lines.join("\n")}\n`);
}

describe("half a million events", () => {
  it("are billed in bounded memory: a small heap, and some dozen bytes for each event", async () => {
    const reports = join(built, "memory.mjs");
    const report = "console.error('peak', process.resourceUsage().maxRSS)";
    await writeFile(reports, `process.on("exit", () => ${report});\n`);
    const replayed = async (events: number) => {
      const path = join(built, `${events}.ndjson`);
      await manyFacts(path, events);
      const words = ["replay", model, path, "--until", "2026-04-02"];
      const ran = run(words, ["--max-old-space-size=256", "--import", `file://${reports}`]);
      expect(ran.status).toBe(0);
      const sent = (events / 50).toLocaleString("en");
      const accepted = ((events / 50) * 49).toLocaleString("en");
      expect(ran.stdout).toContain(`${accepted} usage events accepted, ${sent} sent again\n`);
      expect(ran.stdout).toContain("Total of 4,000 invoices");
      rmSync(path);
      return { peakKb: Number(/peak (\d+)/.exec(ran.stderr)?.[1]), stdout: ran.stdout };
    };
    const few = await replayed(50_000);
    const many = await replayed(500_000);
    expect(many.peakKb - few.peakKb).toBeLessThan(60_000);
    expect(many.peakKb).toBeLessThan(300_000);
  }, 180_000);
});
