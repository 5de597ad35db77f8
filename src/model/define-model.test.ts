import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defineModel, flat, type Model, usd } from "florin";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const wrong = fileURLToPath(new URL("fixtures/wrong", import.meta.url));

interface CompilerError {
  readonly line: number;
  readonly text: string;
}

/** Errors by fixture, from one run of the compiler over all of them. */
let errors: ReadonlyMap<string, readonly CompilerError[]>;
let folder: string;

async function compile(names: readonly string[]): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), "florin-types-"));
  for (const name of names)
    await cp(join(wrong, name), join(folder, name.replace(/\.txt$/, ".ts")));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    types: [],
    paths: { florin: [join(root, "src/index.ts")] },
  };
  const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/.bin/tsc");
  return promisify(execFile)(tsc, ["--noEmit", "--pretty", "false", "-p", folder]).then(
    ({ stdout }) => stdout,
    (failed: { readonly stdout: string }) => failed.stdout,
  );
}

function errorsByFixture(output: string): ReadonlyMap<string, readonly CompilerError[]> {
  const found = new Map<string, CompilerError[]>();
  for (const line of output.split("\n")) {
    const [, file, at, text] = /([^/]+)\.ts\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
    if (file === undefined || at === undefined || text === undefined) continue;
    found.set(file, [...(found.get(file) ?? []), { line: Number(at), text }]);
  }
  return found;
}

const fixtures = (await readdir(wrong)).sort();

beforeAll(async () => {
  errors = errorsByFixture(await compile(fixtures));
});

afterAll(() => rm(folder, { recursive: true }));

describe("what does not compile", () => {
  test.each(fixtures)("%s", async (fixture) => {
    const lines = (await readFile(join(wrong, fixture), "utf8")).split("\n");
    const found = errors.get(fixture.replace(/\.txt$/, "")) ?? [];
    const expected = lines.flatMap((text, index) => {
      const [, error] = /\/\/ error: (.*)$/.exec(text) ?? [];
      return error === undefined ? [] : [{ line: index + 1, error }];
    });
    expect(found.map(({ line }) => line)).toEqual(expected.map(({ line }) => line));
    for (const [index, { error }] of expected.entries())
      expect(found[index]?.text).toContain(error);
  });
});

describe("defineModel", () => {
  const model = defineModel({
    id: "acme",
    name: "Acme",
    version: "1",
    currency: "USD",
    streams: { saas: { name: "SaaS" } },
    meters: {},
    features: {},
    plans: { team: { name: "Team", stream: "saas", prices: { monthly: flat(usd(99)) } } },
  });

  test("gives back the document, with its format named first", () => {
    expect(Object.keys(model)[0]).toBe("florin");
    expect(model).toEqual({
      florin: "florin/1",
      id: "acme",
      name: "Acme",
      version: "1",
      currency: "USD",
      streams: { saas: { name: "SaaS" } },
      meters: {},
      features: {},
      plans: {
        team: {
          name: "Team",
          stream: "saas",
          prices: { monthly: { kind: "flat", amount: "99 USD" } },
        },
      },
    });
  });

  test("is a model like any other, whose plans are known by name", () => {
    expectTypeOf(model).toExtend<Model>();
    expectTypeOf<keyof typeof model.plans>().toEqualTypeOf<"team">();
    expectTypeOf(model.currency).toEqualTypeOf<"USD">();
  });
});
