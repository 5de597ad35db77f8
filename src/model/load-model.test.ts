import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { expectOk } from "../fault/fault.ts";
import { canonicalModel } from "./canonical-model.ts";
import everything from "./fixtures/everything.ts";
import { checkModelFile, loadModel } from "./load-model.ts";
import type { LocatedFault } from "./source-text.ts";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

async function faultsOf(path: string): Promise<readonly string[]> {
  const loaded = await loadModel(path);
  return loaded.ok ? [] : loaded.faults.map(shown);
}

const shown = ({ code, path, line, column }: LocatedFault): string =>
  `${line === undefined ? "" : `${line}:${column} `}${code} ${path}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-models-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("the three formats", () => {
  test("say the same", async () => {
    const [module, yaml, json] = await Promise.all(
      ["hello.ts", "hello.yaml", "hello.json"].map(async (name) =>
        expectOk(await loadModel(fixture(name))),
      ),
    );
    expect([module?.format, yaml?.format, json?.format]).toEqual(["module", "yaml", "json"]);
    expect(module?.model.plans.team?.prices?.annual).toEqual({ kind: "flat", amount: "990 USD" });
    const texts = [module, yaml, json].map((loaded) => loaded && canonicalModel(loaded.model));
    expect(new Set(texts).size).toBe(1);
  });

  test("carry everything a model can hold", async () => {
    const json = await written("everything.json", JSON.stringify(everything, null, "\t"));
    const yaml = await written("everything.yml", stringify(everything));
    const module = fixture("everything.ts");
    for (const path of [json, yaml, module]) {
      const { model, warnings } = expectOk(await loadModel(path));
      expect(warnings).toEqual([]);
      expect(canonicalModel(model)).toBe(canonicalModel(everything));
    }
  });
});

describe("faults", () => {
  test("of YAML name their line, and all come at once", async () => {
    expect(await faultsOf(fixture("broken.yaml"))).toEqual([
      "21:3 duplicate-key /plans/team",
      "14:7 unknown-cadence /plans/team/prices/yearly",
      "20:11 currency-mismatch /plans/team/charges/calls/price/unit",
      "1:1 missing-field /name",
      "12:5 unknown-stream /plans/team/stream",
      "17:9 unknown-meter /plans/team/charges/calls/meter",
    ]);
  });

  test("of JSON name their line", async () => {
    expect(await faultsOf(fixture("broken.json"))).toEqual([
      "13:18 out-of-range /plans/team/trial/days",
      "14:48 wrong-minor-unit /plans/team/prices/monthly/amount",
      "1:1 missing-field /name",
      "12:7 unknown-stream /plans/team/stream",
    ]);
  });

  test("of a module that the compiler never saw", async () => {
    expect(await faultsOf(fixture("broken.ts"))).toEqual([
      "wrong-type /plans/team/prices/monthly",
      "unknown-stream /plans/team/stream",
    ]);
  });

  test("of a module that does not run say why", async () => {
    const loaded = await loadModel(fixture("failing.ts"));
    expect(loaded).toMatchObject({
      ok: false,
      faults: [{ code: "module-failed", message: expect.stringContaining("an amount cannot be") }],
    });
  });

  test.each([
    ["without-model.ts", "no-model-exported "],
    ["not-there.yaml", "file-not-found "],
    ["edited.txt", "unknown-format "],
    ["../fixtures", "unknown-format "],
  ])("%s", async (name, fault) => {
    expect(await faultsOf(fixture(name))).toEqual([fault]);
  });

  test("of a folder named like a model", async () => {
    const path = join(folder, "folder.yaml");
    await mkdir(path);
    expect(await faultsOf(path)).toEqual(["file-unreadable "]);
  });

  test("of bytes that are no text", async () => {
    const path = join(folder, "bytes.yaml");
    await writeFile(path, Uint8Array.of(0xff, 0xfe, 0x00));
    expect(await faultsOf(path)).toEqual(["not-utf-8 "]);
  });

  test("of one number that the text and the check both refuse are one", async () => {
    const text = JSON.stringify(everything).replace('"limit":600', '"limit":12345678901234567890');
    expect(await faultsOf(await written("number.json", text))).toEqual([
      expect.stringMatching(/^1:\d+ imprecise-number \/plans\/team\/quotas\/burst\/limit$/),
    ]);
  });
});

describe("a module", () => {
  test("may lie anywhere, be split over files, and is read anew each time", async () => {
    await written("parts.ts", 'export const name: string = "First";');
    const path = await written(
      "whole.ts",
      `import { defineModel } from "florin";
       import { name } from "./parts.ts";
       export const model = defineModel({
         id: "whole", name, version: "1", currency: "EUR",
         streams: {}, meters: {}, features: {}, plans: {},
       });`,
    );
    expect(expectOk(await loadModel(path)).model.name).toBe("First");
    await written("parts.ts", 'export const name: string = "Second";');
    expect(expectOk(await loadModel(path)).model.name).toBe("Second");
  });

  test("may be JavaScript", async () => {
    const path = await written(
      "plain.mjs",
      `import { defineModel } from "florin";
       export default defineModel({
         id: "plain", name: "Plain", version: "1", currency: "EUR",
         streams: {}, meters: {}, features: {}, plans: {},
       });`,
    );
    expect(expectOk(await loadModel(path)).model.id).toBe("plain");
  });
});

test("a file's faults and warnings come at once: unknown, unreachable, overlapping, mixed, a cliff", async () => {
  const path = await written(
    "wrong.yaml",
    `florin: florin/1
id: wrong
name: Wrong
version: "1"
currency: USD
streams: { saas: { name: SaaS } }
meters: { calls: { event: call, aggregation: { kind: sum, property: n }, unit: call } }
features: {}
plans:
  unmetered:
    name: Unmetered
    stream: saas
    charges: { calls: { meter: cals, price: { kind: per-unit, unit: 1 USD } } }
  unreachable:
    name: Unreachable
    stream: saas
    charges:
      calls:
        meter: calls
        price: { kind: graduated, tiers: [{ upTo: 5, unit: 2 USD }, { upTo: 5, unit: 1 USD }, { unit: 1 USD }] }
  overlapping:
    name: Overlapping
    stream: saas
    charges:
      calls:
        meter: calls
        price: { kind: banded, bands: [{ upTo: 9 USD, flat: 1 USD }, { upTo: 5 USD, flat: 2 USD }, { flat: 3 USD }] }
  cliff:
    name: Cliff
    stream: saas
    charges:
      calls:
        meter: calls
        price: { kind: volume, tiers: [{ upTo: 100, unit: 1 USD }, { unit: 0.8 USD }] }
  periodless: { name: Periodless, stream: saas, price: { kind: flat, amount: 9 USD } }
  unpriced: { name: Unpriced, stream: saas }
  mixed: { name: Mixed, stream: saas, prices: { monthly: { kind: flat, amount: 9 EUR } } }
offers: { day: { name: Day, stream: saas, per: day } }
`,
  );
  const { loaded, faults, warnings } = await checkModelFile(path);
  expect(loaded).toBeUndefined();
  const named = (found: readonly LocatedFault[]) =>
    found.map(({ code, path: at }) => `${code} ${at}`);
  expect(named(faults)).toEqual([
    "rate-without-period /plans/periodless/price",
    "currency-mismatch /plans/mixed/prices/monthly/amount",
    "unknown-meter /plans/unmetered/charges/calls/meter",
    "unreachable-tier /plans/unreachable/charges/calls/price/tiers/1",
    "bands-out-of-order /plans/overlapping/charges/calls/price/bands/1/upTo",
    "price-cliff /plans/cliff/charges/calls/price",
    "unpriced /plans/unpriced",
  ]);
  expect(named(warnings)).toEqual(["unpriced /offers/day"]);
  for (const fault of [...faults, ...warnings]) expect(fault.suggestion).toBeDefined();
  expect(await loadModel(path)).toEqual({ ok: false, faults });
});

test("warnings name their line", async () => {
  const path = await written(
    "warned.yaml",
    `florin: florin/1
id: warned
name: Warned
version: "1"
currency: USD
streams: { saas: { name: SaaS } }
meters: {}
features: {}
plans: {}
offers:
  day: { name: Day, stream: saas, per: day }
`,
  );
  expect(expectOk(await loadModel(path)).warnings.map(shown)).toEqual([
    "11:3 unpriced /offers/day",
  ]);
});
