import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "src");

/** The floors of docs/architecture.md, bottom first: a file imports from its own row or from rows before it. */
const floors: readonly (readonly string[])[] = [
  ["fault"],
  ["access"],
  ["money"],
  ["time"],
  ["pricing"],
  ["formula"],
  ["model"],
  ["metering"],
  ["tax", "fx", "credit", "receivable", "governance"],
  ["account"],
  ["entitlement"],
  ["ledger"],
  ["metrics", "webhook"],
  ["config"],
  ["plan"],
  ["twin"],
  ["testing"],
  ["spool"],
  ["client"],
  ["gateway"],
  ["observe"],
  ["store"],
  ["payments", "documents"],
  ["services"],
  ["mcp"],
  ["http"],
  // The composition root, the one file that knows every floor below it.
  ["server.ts"],
  ["cli"],
];
const pureFloors = floors.slice(0, 17).flat();
/** Packages that a pure floor may import: calendars, and for what chance decides a generator that is a function of its seed. */
const isAllowedIn = (folder: string, name: string): boolean =>
  name === "temporal-polyfill" ||
  (name.startsWith("pure-rand/") && (folder === "plan" || folder === "twin"));
/** Loading a model reads files and their formats by design; it is the one door of the pure floors to the disk. */
const readsFiles = /^model\/(load-|yaml-source)/;

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const importPattern = /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|import\("([^"]+)"\)/g;

function sourceFiles(): SourceFile[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const text = readFileSync(full, "utf8");
      const imports = [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? "");
      const path = relative(source, full).split("\\").join("/");
      return { path, folder: path.split("/")[0] ?? "", text, imports };
    });
}

/** A file's text without its comments. */
const codeOf = (file: SourceFile): string => file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");

/** Code without what its string literals say. */
const withoutTexts = (code: string): string =>
  code.replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""');

const files = sourceFiles();
const production = files.filter(
  (file) => !/\.(test|test-d|conformance|fixture)\.ts$|\/fixtures\//.test(file.path),
);
const pure = production.filter(
  (file) => pureFloors.includes(file.folder) && !readsFiles.test(file.path),
);
const floorOf = (folder: string): number => floors.findIndex((row) => row.includes(folder));
const targetOf = (file: SourceFile, specifier: string): string =>
  posix.normalize(
    relative(source, resolve(source, dirname(file.path), specifier))
      .split("\\")
      .join("/"),
  );

describe("the floors", () => {
  it("names every folder of src", () => {
    const folders = new Set(
      files.map((file) => file.folder).filter((name) => !name.endsWith(".ts")),
    );
    expect([...folders].filter((folder) => floorOf(folder) < 0)).toEqual([]);
  });

  it("lets no import run against them", () => {
    const wrong = production.flatMap((file) => {
      const own = floorOf(file.folder);
      if (own < 0) return [];
      return file.imports
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => targetOf(file, specifier))
        .filter((target) => {
          const folder = target.split("/")[0] ?? "";
          const sameRowNeighbour = floorOf(folder) === own && folder !== file.folder;
          return floorOf(folder) > own || floorOf(folder) < 0 || sameRowNeighbour;
        })
        .map((target) => `${file.path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps the pure rows free of packages and Node", () => {
    const wrong = pure.flatMap((file) =>
      file.imports
        .filter((name) => !name.startsWith(".") && !isAllowedIn(file.folder, name))
        .map((name) => `${file.path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  const valueImport = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?\bfrom\s+"([^"]+)"/g;
  /** All that a file imports, itself or through others: our own files, and names of others. */
  const reachOf = (entry: string) => {
    const reached = new Set([entry]);
    const outside = new Set<string>();
    for (const path of reached) {
      const file = production.find((one) => one.path === path);
      for (const [, name = ""] of file?.text.matchAll(valueImport) ?? [])
        if (file !== undefined && name.startsWith(".")) reached.add(targetOf(file, name));
        else outside.add(name);
    }
    return { reached: reached.size, outside: [...outside] };
  };

  it("lets the library's entry reach no package and nothing of Node", () => {
    const { reached, outside } = reachOf("index.ts");
    expect(reached).toBeGreaterThan(200);
    expect(outside).toEqual(["temporal-polyfill"]);
  });

  it("lets the SDK's entry run in a browser: its spool is an entry of its own", () => {
    expect(reachOf("client/index.ts").outside).toEqual([]);
    expect(reachOf("client/api/index.ts").outside).toEqual([]);
    expect(reachOf("client/event-spool.ts").outside).toContain("node:fs/promises");
  });

  it("keeps clocks, chance and floats out of the pure rows", () => {
    const banned =
      /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bparseFloat\b|\bperformance\.now\b|\bprocess\./;
    const wrong = pure.filter((file) => banned.test(codeOf(file))).map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("lets only the store speak SQL", () => {
    const sql = /\b(select\s+.+\s+from|insert\s+into|delete\s+from|update\s+\w+\s+set)\b/i;
    const wrong = production
      .filter((file) => file.folder !== "store" && sql.test(codeOf(file)))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });
});

describe("the files", () => {
  it("hold one subject each: at most 400 lines", () => {
    const tables = /(currency-table|generated-types)\.ts$/;
    const long = files
      .filter((file) => !tables.test(file.path) && file.text.split("\n").length > 401)
      .map((file) => `${file.path}: ${file.text.split("\n").length}`);
    expect(long).toEqual([]);
  });

  it("have no drawers", () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|manager|types)(\.[a-z-]+)?\.ts$/;
    expect(files.map((file) => file.path).filter((path) => drawer.test(path))).toEqual([]);
  });

  it("form no import cycle", () => {
    const graph = new Map(
      production.map((file) => [
        file.path,
        [
          ...file.text.matchAll(
            /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?\bfrom\s+"(\.[^"]+)"/g,
          ),
        ].map((match) => targetOf(file, match[1] ?? "")),
      ]),
    );
    expect(findCycle(graph)).toBeUndefined();
  });

  it("promise nothing in comments", () => {
    const promise = /\b(TODO|FIXME|HACK|not implemented|for now|simplified)\b/;
    expect(files.filter((file) => promise.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it("use no any and no ts-ignore", () => {
    const loose = /[\w)\]?]:\s*any\b(?!;$)|\bas any\b|<any>/;
    const silenced = /@ts-ignore|@ts-nocheck/;
    const wrong = files.filter(
      (file) => loose.test(withoutTexts(codeOf(file))) || silenced.test(file.text),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): string | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(" -> ");
    if (done.has(path)) return undefined;
    trail.push(path);
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next);
      if (cycle !== undefined) return cycle;
    }
    trail.pop();
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
