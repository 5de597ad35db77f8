import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { checkModel } from "./check-model.ts";
import { edited, smallDocument } from "./fixtures/edited.ts";
import everything from "./fixtures/everything.ts";

const found = (edits: Readonly<Record<string, unknown>>): readonly string[] =>
  checkModel(edited(smallDocument, edits)).faults.map(({ code, path }) => `${code} ${path}`);

const team = "/plans/team";
const calls = `${team}/charges/calls`;

describe("faults of shape", () => {
  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ["a missing field", { "/name": undefined }, ["missing-field /name"]],
    ["another format", { "/florin": "florin/2" }, ["not-a-choice /florin"]],
    ["an unknown field", { [`${team}/trail`]: { days: 3 } }, [`unknown-field ${team}/trail`]],
    ["a number for a text", { "/version": 1 }, ["wrong-type /version"]],
    ["an empty text", { "/name": " " }, ["text-length /name"]],
    ["nothing for an object", { [`${team}/trial`]: null }, [`wrong-type ${team}/trial`]],
    ["a list for an object", { "/plans": [] }, ["wrong-type /plans"]],
    [
      "a text for a price",
      { [`${team}/prices/monthly`]: "9 USD" },
      [`wrong-type ${team}/prices/monthly`],
    ],
    [
      "an unknown kind",
      { [`${calls}/price/kind`]: "per-unti" },
      [`unknown-kind ${calls}/price/kind`],
    ],
    ["no kind", { [`${calls}/price/kind`]: undefined }, [`missing-field ${calls}/price/kind`]],
    ["a number for money", { [`${calls}/price/unit`]: 5 }, [`wrong-type ${calls}/price/unit`]],
    ["money of no grammar", { [`${calls}/price/unit`]: "$5" }, [`not-money ${calls}/price/unit`]],
    [
      "another currency",
      { [`${calls}/price/unit`]: "5 EUR" },
      [`currency-mismatch ${calls}/price/unit`],
    ],
    [
      "less than nothing",
      { [`${calls}/price/unit`]: "-5 USD" },
      [`negative-amount ${calls}/price/unit`],
    ],
    [
      "a part of a cent due",
      { [`${team}/prices/monthly/amount`]: "10.005 USD" },
      [`wrong-minor-unit ${team}/prices/monthly/amount`],
    ],
    [
      "a range the wrong way",
      { [`${calls}/price/unit`]: { low: "5 USD", high: "4 USD" } },
      [`range-reversed ${calls}/price/unit`],
    ],
    [
      "half a range",
      { [`${calls}/price/unit`]: { low: "5 USD" } },
      [`missing-field ${calls}/price/unit/high`],
    ],
    ["a bare percentage", { [`${calls}/alertAt`]: [80] }, [`wrong-type ${calls}/alertAt/0`]],
    [
      "more than a whole",
      { [`${team}/statedDiscount`]: "120%" },
      [`percent-out-of-range ${team}/statedDiscount`],
    ],
    [
      "an inexact quantity",
      { [`${calls}/included`]: 0.1 + 0.2 },
      [`imprecise-number ${calls}/included`],
    ],
    [
      "a quantity below zero",
      { [`${calls}/included`]: -1 },
      [`quantity-out-of-range ${calls}/included`],
    ],
    [
      "a cadence that does not exist",
      { [`${team}/prices/yearly`]: { kind: "flat", amount: "9 USD" } },
      [`unknown-cadence ${team}/prices/yearly`],
    ],
    [
      "a price without its cadence",
      { [`${team}/prices`]: { kind: "flat", amount: "9 USD" } },
      [`rate-without-period ${team}/prices`],
    ],
    [
      "a plan with one price",
      { [`${team}/price`]: { kind: "flat", amount: "9 USD" } },
      [`rate-without-period ${team}/price`],
    ],
    [
      "a cost without a period",
      { [`${team}/unitCost`]: { amount: "9 USD" } },
      [`rate-without-period ${team}/unitCost/per`],
    ],
    [
      "a share of nothing",
      { "/shares/a": { name: "A", rate: "5%", to: "us" } },
      ["percent-without-base /shares/a/base"],
    ],
    [
      "tiers of two styles",
      {
        [`${calls}/price`]: {
          kind: "volume",
          tiers: [
            { from: 0, unit: "1 USD" },
            { upTo: 5, unit: "1 USD" },
          ],
        },
      },
      [
        `mixed-tier-styles ${calls}/price/tiers/1/upTo`,
        `mixed-tier-styles ${calls}/price/tiers/1/from`,
      ],
    ],
    [
      "an id that is none",
      { "/streams/Web Shop": { name: "Shop" } },
      ["invalid-id /streams/Web Shop"],
    ],
    [
      "a feature that is not granted",
      { [`${team}/features`]: { sso: false } },
      [`feature-not-granted ${team}/features/sso`],
    ],
    [
      "a day that does not exist",
      { "/benchmarks/a": { name: "A", kind: "direct", asOf: "2025-02-30" } },
      ["invalid-date /benchmarks/a/asOf"],
    ],
    [
      "a duration that is none",
      { "/invoicing/grace": "1h" },
      ["invalid-duration /invoicing/grace"],
    ],
  ])("%s", (_, edits, faults) => {
    expect(found(edits)).toEqual(faults);
  });

  test("only the chosen kind of a union complains", () => {
    const price = { kind: "percentage", rate: "1%", unit: "5 USD" };
    expect(checkModel(edited(smallDocument, { [`${calls}/price`]: price })).faults).toEqual([
      {
        code: "unknown-field",
        path: `${calls}/price/unit`,
        message: 'there is no field "unit" here',
        value: "5 USD",
        suggestion: "known are kind, rate, fixed, minimum, maximum, freeEvents, freeAmount",
      },
    ]);
  });

  test("a fault shows the value and what was meant", () => {
    const { faults } = checkModel(edited(smallDocument, { [`${calls}/overage`]: "blok" }));
    expect(faults).toEqual([
      {
        code: "not-a-choice",
        path: `${calls}/overage`,
        message: "this must be bill or block",
        value: "blok",
        suggestion: 'did you mean "block"?',
      },
    ]);
  });

  test.each([null, undefined, 5, "model", [], () => 5])("%s is no model", (document) => {
    const { model, faults } = checkModel(document);
    expect(model).toBeUndefined();
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(["wrong-type "]);
  });
});

describe("every fault at once", () => {
  test("faults of shape do not hide what the parts are to each other", () => {
    const edits = {
      "/name": undefined,
      [`${team}/name`]: undefined,
      [`${calls}/meter`]: "cals",
      [`${calls}/includd`]: 5,
      [`${team}/discounts`]: ["student"],
      "/plans/other": { name: "Other", stream: "sass" },
    };
    expect(found(edits)).toEqual([
      `unknown-field ${calls}/includd`,
      `missing-field ${team}/name`,
      "missing-field /name",
      `unknown-discount ${team}/discounts/0`,
      "unknown-stream /plans/other/stream",
      `unknown-meter ${calls}/meter`,
      "unpriced /plans/other",
    ]);
  });

  test("nothing is complained of that a faulty neighbour may have caused", () => {
    const blocked = { [`${calls}/overage`]: "block", [`${calls}/included`]: "lots" };
    expect(found(blocked)).toEqual([`not-a-number ${calls}/included`]);
  });

  test("an unknown currency is one fault, not one for each amount", () => {
    expect(found({ "/currency": "USDD" })).toEqual(["unknown-currency /currency"]);
  });

  test("a price list is held to its own currency", () => {
    const prices = {
      monthly: { kind: "flat", amount: "89 EUR" },
      annual: { kind: "flat", amount: "1 USD" },
    };
    const list = { name: "Europe", currency: "EUR", plans: { team: { base: prices } } };
    expect(found({ "/priceLists/eu": list })).toEqual([
      "currency-mismatch /priceLists/eu/plans/team/base/annual/amount",
    ]);
  });
});

describe("documents that mean harm", () => {
  test("one that contains itself ends", () => {
    const price: Record<string, unknown> = { kind: "free-units", units: 1 };
    price.of = price;
    const document = edited(smallDocument, {});
    (document.plans as Record<string, unknown>).loop = {
      name: "Loop",
      stream: "saas",
      prices: { monthly: price },
    };
    const codes = checkModel(document).faults.map(({ code }) => code);
    expect(codes).toEqual(["nested-too-deep"]);
  });

  test("names that every object inherits are not declared", () => {
    const names = { [`${calls}/meter`]: "constructor", [`${team}/product`]: "to-string" };
    expect(found(names)).toEqual([
      `unknown-product ${team}/product`,
      `unknown-meter ${calls}/meter`,
    ]);
  });

  test("no key makes an object anything but what it holds", () => {
    const when = JSON.parse('{ "__proto__": "eu" }');
    const cell = { when, price: { kind: "per-unit", unit: "1 USD" } };
    const price = { kind: "matrix", dimensions: ["region"], cells: [cell] };
    expect(found({ [`${calls}/price`]: price })).toEqual([
      `invalid-name ${calls}/price/cells/0/when/__proto__`,
      `unknown-dimension ${calls}/price/dimensions/0`,
    ]);
  });

  test("a value changed or taken out anywhere is refused or kept, and never throws", () => {
    const pointer = fc.constantFrom(...pointersOf(everything, ""));
    const value = fc.option(fc.jsonValue({ maxDepth: 3 }), { nil: undefined, freq: 3 });
    property(
      fc.property(pointer, value, (at, replacement) => {
        const document = edited(everything, { [at]: replacement });
        const { model, faults } = checkModel(document);
        expect(model === undefined).toBe(faults.length > 0);
        if (model !== undefined) expect(model).toEqual(document);
      }),
      100,
    );
  });
});

/** Every pointer into a document whose parts are objects. */
function pointersOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    `${path}/${key}`,
    ...pointersOf(inner, `${path}/${key}`),
  ]);
}

test("who asks for the same document again gets the same model, also after others, and another for any change", () => {
  const { model } = checkModel(edited(smallDocument, {}));
  expect(checkModel(edited(smallDocument, {})).model).toBe(model);
  const names = ["A", "B", "C", "D", "E"];
  const others = names.map((name) => checkModel(edited(smallDocument, { "/name": name })));
  expect(others.map((one) => one.model?.name)).toEqual(names);
  const { model: again } = checkModel(edited(smallDocument, {}));
  expect(again).not.toBe(model);
  expect(again).toEqual(model);
});

test("a model with one of everything is sound", () => {
  const { model, faults, warnings } = checkModel(everything);
  expect({ faults, warnings }).toEqual({ faults: [], warnings: [] });
  expect(model).toEqual(everything);
});
