import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runFlorin } from "../../src/cli/program.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { compilerErrors, writeSources } from "./compiled.ts";
import { isObject } from "./json-schema.ts";
import { blocksOf, readText, root } from "./markdown.ts";

const page = readText("README.md");
const blocks = blocksOf(page);
const [model = "", program = ""] = blocks
  .filter(({ language }) => language === "ts")
  .map(({ text }) => text);
const shell = blocks
  .filter(({ language }) => language === "sh")
  .flatMap(({ text }) => text.split("\n"));

/** The words of each command that begins so, without its comment. */
const commands = (begin: string): readonly (readonly string[])[] =>
  shell
    .filter((line) => line.startsWith(begin))
    .map((line) =>
      line
        .replace(/ +#.*$/, "")
        .slice(begin.length)
        .trim()
        .split(/ +/),
    );

/** Facts for the README's replay: a customer of the plan, and a quarter million calls in January. */
const facts = [
  { fact: "customer", id: "c-1", name: "Northwind" },
  {
    fact: "subscription",
    id: "s-1",
    customer: "c-1",
    plan: "team",
    cadence: "monthly",
    start: "2026-01-01",
  },
  { id: "e1", type: "call", customer: "c-1", time: "2026-01-05T10:00:00Z" },
];

let folder: string;

beforeAll(async () => {
  folder = await writeSources({ "model.ts": model, "program.ts": program });
  const lines = facts.map((fact) => JSON.stringify(fact)).join("\n");
  await writeFile(join(folder, "facts.ndjson"), `${lines}\n`);
});

afterAll(() => rm(folder, { recursive: true }));

/** Runs a command of the README on the files of the folder; answers its exit code and what it printed. */
async function run(words: readonly string[]) {
  const printed: string[] = [];
  const terminal = {
    out: (line: string) => printed.push(line),
    err: (line: string) => printed.push(line),
    interactive: false,
  };
  const placed = words.map((word) =>
    /^(model\.ts|facts\.ndjson|plan\.xlsx)$/.test(word) ? join(folder, word) : word,
  );
  return { exit: await runFlorin(placed, terminal), text: printed.join("\n") };
}

describe("the README's model", () => {
  it("compiles, and so does the program; test/server/client.test.ts runs it", async () => {
    expect(await compilerErrors(folder)).toEqual([]);
  });

  it("has no fault and no warning", async () => {
    const loaded = await loadModel(join(folder, "model.ts"));
    expect(loaded).toMatchObject({ ok: true, value: { warnings: [] } });
  });
});

describe("the README's commands", () => {
  const [check = [], price = [], replay = [], serve = [], ...ofPlan] = commands("npx florin ");

  it("are these", () => {
    expect([check[0], price[0], replay[0], serve[0]]).toEqual([
      "check",
      "price",
      "replay",
      "serve",
    ]);
    expect(ofPlan.map(([command]) => command)).toEqual([
      "audit",
      "forecast",
      "simulate",
      "check",
      "export",
    ]);
  });

  it.each(ofPlan.map((words) => [words.join(" "), words] as const))(
    "plan: florin %s",
    async (_, words) => {
      const { exit, text } = await run(words);
      // BitNet-Rust's plan misses targets of its own document.
      expect(exit, text).toBe(words.includes("--targets") ? 1 : 0);
    },
  );

  it("check the model", async () => {
    expect(await run(check)).toMatchObject({ exit: 0 });
  });

  it("price the plan: 499 a month, and 240,000 calls past the included ones", async () => {
    const { exit, text } = await run(price);
    expect(exit).toBe(0);
    // 100,000 at 0.002 and 140,000 at 0.001.
    expect(text).toMatch(/Total USD +839\.00/);
  });

  it("replay the facts into invoices", async () => {
    const { exit, text } = await run(replay);
    expect(exit).toBe(0);
    // One fee in advance at the first of each month from January to April.
    expect(text).toMatch(/Total of 4 invoices +1,996\.00 USD/);
  });

  it("serve, as its help says", async () => {
    expect(serve).toEqual(["serve"]);
    expect((await run(["serve", "--help"])).exit).toBe(0);
  });

  it("start and test with scripts that are there, and with options that the demonstration has", async () => {
    const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
    for (const [, script = ""] of page.matchAll(/`?npm (?:run )?(start|test|build)\b/g))
      expect(existsSync(join(root, scripts[script]?.split(" ")[1] ?? "?"))).toBe(true);
    const options = [...page.matchAll(/npm start -- ([^`]+)`/g)].flatMap(([, words = ""]) =>
      words.split(" ").filter((word) => word.startsWith("--")),
    );
    expect(options).toEqual(["--usage", "--columns"]);
    const { options: known } = await demoOptions();
    for (const option of options) expect(known).toContain(option);
  });
});

async function demoOptions(): Promise<{ readonly options: readonly string[] }> {
  const { demoCommand } = await import("../../src/cli/demo.ts");
  const command = demoCommand({ out: () => {}, err: () => {}, interactive: false });
  return { options: command.options.map(({ long }) => long ?? "") };
}

describe("the pages", () => {
  const pages = [
    "README.md",
    "docs/api.md",
    "docs/errors.md",
    "docs/dependencies.md",
    "docs/model.md",
    "docs/gateway.md",
    "docs/e-invoicing.md",
    "docs/architecture.md",
  ];

  it.each(pages)("%s links to what is there", (path) => {
    const links = [...readText(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, to]) => to ?? "",
    );
    const missing = links.filter(
      (to) => !/^https?:/.test(to) && !existsSync(join(root, dirname(path), to)),
    );
    expect(missing).toEqual([]);
  });

  it.each(pages)("%s names files that are there", (path) => {
    const named = [...readText(path).matchAll(/`((?:src|test|examples|schema|bench)\/[\w./-]+)`/g)];
    const missing = named
      .map(([, file]) => file ?? "")
      .filter((file) => !existsSync(join(root, file)));
    expect(missing).toEqual([]);
  });

  it("begin with an introduction of at most ten lines", () => {
    const introduction = page.slice(0, page.indexOf("\n## ")).trim().split("\n");
    expect(introduction.length).toBeLessThanOrEqual(10);
  });

  it("say which Node is needed, as package.json does", () => {
    const file: unknown = JSON.parse(readText("package.json"));
    const engines = isObject(file) && isObject(file.engines) ? file.engines : {};
    expect(engines).toEqual({ node: "^20.19 || >=22.12" });
    expect(page.replaceAll("\n", " ")).toContain(
      "Node, 20.19 or newer within 20, else 22.12 or newer",
    );
  });
});
