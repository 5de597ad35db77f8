import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  applyDiscounts,
  checkModel,
  type Discount,
  decimalOf,
  formatDecimal,
  type Model,
  type Price,
  parseCadence,
  parseMoney,
  parsePercent,
  parseQuantity,
  priceKinds,
} from "florin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCommand } from "../../src/cli/check.ts";
import { expectOk, type Result } from "../../src/fault/fault.ts";
import { compileMeter } from "../../src/metering/meter-fold.ts";
import { loadModel } from "../../src/model/load-model.ts";
import { loadModule } from "../../src/model/load-module.ts";
import type { Aggregation } from "../../src/model/meter.ts";
import { modelSchema } from "../../src/model/model-schema.ts";
import { parseCivilDate } from "../../src/time/calendar.ts";
import { parseDuration } from "../../src/time/duration.ts";
import { compilerErrors, withImports, writeSources } from "./compiled.ts";
import { part } from "./described-api.ts";
import { productionFiles, warningCodes } from "./fault-codes.ts";
import { leftOf, type Priced, pricedBlock, priceOf, stated } from "./figures.ts";
import { blocksOf, codeIn, readText, tableRows } from "./markdown.ts";

const page = readText("docs/model.md");
const blocks = blocksOf(page);
const code = blocks.filter(({ language }) => language === "ts");
const whole = code.filter(({ text }) => text.startsWith("import "));
const sections = code.filter(({ text }) => /^\w+: /.test(text));
const priced: readonly Priced[] = code.flatMap((block) => {
  const found = pricedBlock(block);
  return found === undefined ? [] : [found];
});

/** The blocks of the page, put together. */
function acme(): string {
  const body = sections.map(({ text }) => text).join("\n");
  return withImports(`export default defineModel({\n${body}\n});`);
}

/** Every price and discount of the page, in order. */
function pricesModule(): string {
  const list = priced.map((one) => one.code).join(",\n");
  return withImports(`export default [\n${list},\n];`);
}

let folder: string;
let model: Model;
let built: readonly unknown[];

beforeAll(async () => {
  folder = await writeSources({
    "first.ts": whole.map(({ text }) => text).join("\n"),
    "acme.ts": acme(),
    "prices.ts": pricesModule(),
  });
  model = expectOk(await loadModel(join(folder, "acme.ts"))).model;
  built = expectOk(await loadModule(join(folder, "prices.ts"))) as readonly unknown[];
});

afterAll(() => rm(folder, { recursive: true }));

describe("the code of docs/model.md", () => {
  it("is all of it looked at", () => {
    expect(whole.length + sections.length + priced.length).toBe(code.length);
  });

  it("compiles", async () => {
    expect(await compilerErrors(folder)).toEqual([]);
  });

  it("begins with a model that has no fault and no warning", async () => {
    const first = expectOk(await loadModel(join(folder, "first.ts")));
    expect(first.warnings).toEqual([]);
  });

  it("shows every noun there is", () => {
    const nouns = Object.keys(part(modelSchema(), "$defs", "Model", "properties"));
    const missing = nouns.filter((noun) => !Object.hasOwn(model, noun));
    expect(missing).toEqual(["source"]);
  });

  it("is a model of which the check says what is shown", async () => {
    const shown = blocks.find(({ language }) => language === "text")?.text;
    const lines: string[] = [];
    const terminal = { out: (line: string) => lines.push(line), err: () => {}, interactive: false };
    await checkCommand(terminal, () => {}).parseAsync([join(folder, "acme.ts")], { from: "user" });
    expect(lines.join("\n").replaceAll(`${folder}/`, "")).toBe(shown);
  });
});

describe("the words for values", () => {
  const readers: Readonly<Record<string, (text: string) => Result<unknown>>> = {
    money: (text) => parseMoney(text),
    percentage: (text) => parsePercent(text),
    quantity: (text) => parseQuantity(text as `${number}`),
    cadence: (text) => parseCadence(text),
    day: (text) => parseCivilDate(text),
    duration: (text) => parseDuration(text),
    id: (text) => {
      const { faults } = checkModel({ ...model, id: text });
      return faults.length === 0 ? { ok: true, value: text } : { ok: false, faults };
    },
  };
  const textsIn = (cell = ""): readonly string[] =>
    [...cell.matchAll(/`"?([^"`]+)"?`/g)].map(([, text]) => text ?? "");

  it.each(tableRows(page, "Words for values").slice(0, 7))("are read: %s", (what, good, bad) => {
    const read = readers[what];
    if (read === undefined) throw new Error(`no reader of ${what}`);
    for (const text of textsIn(good)) expect(read(text).ok, text).toBe(true);
    for (const text of textsIn(bad)) expect(read(text).ok, text).toBe(false);
  });

  it("are what the builders write", async () => {
    const rows = tableRows(page, "Words for values").slice(7);
    const pairs = rows.map(([written, builder]) => `[${codeIn(written)}, ${codeIn(builder)}]`);
    const made = await writeSources({
      "values.ts": withImports(`export default [${pairs.join(", ")}];`),
    });
    const values = expectOk(await loadModule(join(made, "values.ts"))) as [unknown, unknown][];
    for (const [written, builder] of values) expect(builder).toEqual(written);
    expect(values).toHaveLength(4);
    await rm(made, { recursive: true });
  });
});

describe("the prices of docs/model.md", () => {
  it("are of every kind there is, each under its name", () => {
    const kinds = built.map((value) => part(value).kind);
    const headings = new Set(priced.map(({ heading }) => heading));
    for (const kind of priceKinds) {
      expect(kinds).toContain(kind);
      expect(headings).toContain(kind);
    }
  });

  const figures = priced.flatMap(({ heading, figures: lines }, index) =>
    lines.map((figure) => ({ name: `${heading}: ${figure.line}`, figure, index })),
  );

  it.each(figures)("$name", ({ figure, index }) => {
    const value = built[index];
    const isDiscount = figure.use.includes(" for ");
    const amount = isDiscount
      ? leftOf(value as Discount, figure.use)
      : priceOf(value as Price, figure.use);
    expect(formatDecimal(amount)).toBe(formatDecimal(trimmed(stated(figure))));
  });

  const trimmed = (value: ReturnType<typeof stated>) =>
    decimalOf(
      formatDecimal(value)
        .replace(/(\.\d*?)0+$/, "$1")
        .replace(/\.$/, ""),
    );

  it("stack as the table says", () => {
    const rows = tableRows(page, "Discounts and stacking");
    const order = model.discountOrder ?? [];
    const taken = rows.map(([id]) => codeIn(id));
    expect(taken).toEqual(order.filter((id) => taken.includes(id)));
    const discounts = taken.flatMap((id) => {
      const discount = model.discounts?.[id];
      return discount === undefined ? [] : [{ id, discount }];
    });
    const facts = { quantity: decimalOf("100"), termYears: 3, eligible: new Set<string>() };
    let left = 5_000;
    const { applied } = applyDiscounts(decimalOf("5000"), discounts, facts, 2);
    const computed = applied.map(({ id, amount }) => {
      left -= Number(formatDecimal(amount));
      return [`\`${id}\``, Number(formatDecimal(amount)).toFixed(2), left.toFixed(2)];
    });
    expect(rows).toEqual(computed);
  });
});

describe("the aggregations of docs/model.md", () => {
  const hour = 3_600_000;
  const day = { from: 0, to: 24 * hour };
  const samples = [2, 5, 4, 5].map((gb, index) => ({
    id: `e${index}`,
    source: "test",
    type: "storage",
    customer: "c",
    time: index * 6 * hour,
    data: { gb },
  }));

  it.each(tableRows(page, "Streams, products, meters"))("%s gives %s", (name, _, figure) => {
    const kind = codeIn(name);
    const aggregation = {
      kind,
      ...(kind === "count" ? {} : { property: "gb" }),
      ...(kind === "percentile" ? { percentile: 50 } : {}),
      ...(kind === "time-weighted-sum" ? { per: "hour" } : {}),
    } as Aggregation;
    const meter = expectOk(compileMeter({ event: "storage", aggregation, unit: "GB" }));
    const partial = samples.map((event) => meter.lift(event)).reduce((a, b) => meter.merge(a, b));
    expect(formatDecimal(meter.finish(partial, day).quantity)).toBe(figure);
  });
});

describe("what docs/model.md says of billing", () => {
  it("names the nouns that no invoice is made of", () => {
    const text = page.slice(page.indexOf("### What is billed"), page.indexOf("\n## Prices\n"));
    const [, billed = "", kept = ""] =
      /made of ([\s\S]*?)These\s+are\s+data([\s\S]*)/.exec(text) ?? [];
    const named = (words: string) =>
      [...words.matchAll(/`(\w+)[`.]/g)].map(([, noun]) => noun ?? "");
    const biller = productionFiles()
      // What forecasts, counts, lists APIs, shows plans in the portal, searches and holds plans against the books reads more, and bills nothing.
      .filter(({ path }) =>
        /^(account|services(?!\/(plan\/|apis\/|portal\/|kept-settings|read-ahead|search-report))|store)\//.test(
          path,
        ),
      )
      .map((file) => file.text)
      .join("\n");
    const isRead = (noun: string) =>
      new RegExp(`\\b(?:model|plan)\\??\\.${noun}\\b|Pick<Model,[^>]*"${noun}"`).test(biller);
    expect(named(kept).filter(isRead)).toEqual([]);
    expect(named(billed).filter((noun) => !isRead(noun))).toEqual([]);
    const nouns = Object.keys(part(modelSchema(), "$defs", "Model", "properties"));
    const spoken = new Set([...named(billed), ...named(kept)]);
    const silent = nouns.filter((noun) => !spoken.has(noun));
    expect(silent).toEqual([
      "florin",
      "id",
      "name",
      "version",
      "currency",
      "timeZone",
      "rounding",
      "summary",
      "source",
      "streams",
      "meters",
      "discountOrder",
    ]);
  });
});

describe("the warnings of docs/model.md", () => {
  const rows = tableRows(page, "The check").map(([warning]) => codeIn(warning));

  /** The model with one value put elsewhere or taken away (undefined); the pointer leads to it. */
  function edited(document: unknown, pointer: string, value: unknown): unknown {
    const copy: unknown = structuredClone(document);
    const steps = pointer.split("/").slice(1);
    const last = steps.pop() ?? "";
    let holder: unknown = copy;
    for (const step of steps) holder = part(holder)[step];
    Reflect.set(part(holder), last, value);
    return copy;
  }

  const calls = "/plans/team/charges/calls";
  const flatPrices = {
    monthly: { kind: "flat", amount: "50 USD" },
    annual: { kind: "flat", amount: "500 USD" },
  };
  const envelope = {
    name: "Fees",
    kind: "rate-envelope",
    stream: "platform",
    low: "1%",
    high: "2%",
  };
  const fee = { meter: "payments", price: { kind: "percentage", rate: "3%" } };

  const germanRule = { country: "DE", name: "USt.", rate: "19%", from: "2021-01-01" };
  const swissRule = { country: "CH", name: "MWST", rate: "8.1%", from: "2024-01-01" };
  const formerSwissRule = { ...swissRule, rate: "7.7%", from: "2018-01-01", to: "2024-01-01" };

  /** Each row of the table as edits of the page's model. */
  const edits: Readonly<Record<string, readonly (readonly [pointer: string, value: unknown])[]>> = {
    "overage-unstated": [[`${calls}/overage`, undefined]],
    unpriced: [["/offers/training/price", undefined]],
    "open-price-without-contract": [["/plans/enterprise/requiresContract", undefined]],
    "capacity-without-reserved": [["/plans/enterprise/charges/nodes/price/reserved", undefined]],
    "price-cliff": [["/discounts/volume/mode", "volume"]],
    "stated-discount-differs": [
      ["/plans/team/statedDiscount", "20%"],
      ["/plans/team/prices", flatPrices],
    ],
    "stated-margin-differs": [
      ["/plans/free/prices", flatPrices],
      ["/plans/free/unitCost", { amount: "10 USD", per: "monthly" }],
      ["/plans/free/facts", { margin: "50%" }],
    ],
    "rate-outside-envelope": [
      ["/policies/envelope", envelope],
      ["/plans/team/charges/fees", fee],
    ],
    "alert-without-included": [[`${calls}/included`, undefined]],
    "alert-watches-nothing": [["/alerts/calls/of", "reserved"]],
    "missing-document": [["/references/study/missing", true]],
    "month-not-planned": [
      ["/horizon", { from: "2027-01", years: 1 }],
      ["/funding", { seed: { name: "Seed round", month: "2029-01", amount: "400k USD" } }],
    ],
    "tax-rate-gap": [
      ["/taxes/rules", [germanRule, formerSwissRule, { ...swissRule, from: "2024-02-01" }]],
    ],
    "tax-scheme-missing": [["/taxes/registrations", undefined]],
    "tax-rates-missing": [["/taxes/rules", [swissRule, germanRule]]],
  };

  it("are all that there are", () => {
    expect([...rows].sort()).toEqual(warningCodes());
  });

  it.each(rows)("come as the page says: %s", (code) => {
    let draft: unknown = model;
    for (const [pointer, value] of edits[code] ?? []) draft = edited(draft, pointer, value);
    const { faults, warnings } = checkModel(draft);
    expect(faults).toEqual([]);
    expect(warnings.map((warning) => warning.code)).toContain(code);
  });
});
