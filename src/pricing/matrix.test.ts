import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import { expectExactly, none, plus, rational, times } from "../money/rational.fixture.ts";
import { capacity } from "./capacity.ts";
import { flat } from "./flat.ts";
import { graduated } from "./graduated.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { packages } from "./package.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import { anyItems, describePriceLaws } from "./price.conformance.ts";
import type { Item } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";
import { seat } from "./seat.ts";

const dimensions = { region: ["eu", "us", "ap"], model: ["small", "large"] };
const cells = [
  { when: { region: "eu", model: "large" }, price: packages(10, usd(3)) },
  { when: { region: "eu" }, price: perUnit(usd(2)) },
  {
    when: { model: "large" },
    price: capacity(usd(1), { reserved: 9, overUse: { rule: "raise" } }),
  },
  { when: { region: "us", model: "small" }, price: flat(usd(7)) },
];
describePriceLaws({
  name: "matrix",
  price: matrix(["region", "model"], cells),
  items: anyItems({ dimensions }),
});
describePriceLaws({
  name: "matrix with otherwise",
  price: matrix(["region", "model"], cells, { otherwise: seat(usd(1), { included: 4 }) }),
  items: anyItems({ dimensions }),
});

type Dimensions = Readonly<Record<string, string>>;
const group = (quantity: number, dims: Dimensions): Item => ({
  quantity: decimal(quantity),
  time: 0,
  id: "",
  dimensions: dims,
});
const rated = (price: Price, ...items: readonly Item[]) =>
  rate(expectOk(compilePrice(price)), items);

const compute = matrix(
  ["region", "model"],
  [
    { when: { region: "eu", model: "large" }, price: perUnit(usd(4)) },
    { when: { region: "eu" }, price: graduated([{ upTo: 10, unit: usd(2) }, { unit: usd(1) }]) },
    { when: { region: "us" }, price: flat(usd(7)) },
  ],
);

describe("a matrix price", () => {
  it("charges each group by the first cell that fits it", () => {
    const { amount, steps, quantity, notes } = rated(
      compute,
      group(3, { region: "eu", model: "large" }),
      group(8, { region: "eu", model: "small" }),
      group(4, { region: "eu", model: "tiny" }),
    );
    expect(steps).toEqual([
      { label: "region eu, model large: units", quantity: "3", rate: "4", amount: "12" },
      { label: "region eu: up to 10", quantity: "10", rate: "2", amount: "20" },
      { label: "region eu: above 10", quantity: "2", rate: "1", amount: "2" },
    ]);
    expect([format(amount), format(quantity), notes]).toEqual(["34", "15", undefined]);
  });

  it("charges a cell only when a group came into it", () => {
    expect(format(rated(compute).amount)).toBe("0");
    expect(format(rated(compute, group(0, { region: "us", model: "x" })).amount)).toBe("7");
  });

  it("names what no cell fits and bills nothing for it", () => {
    const { amount, notes } = rated(
      compute,
      group(5, { region: "mars", model: "small" }),
      group(2, { model: "large" }),
      group(6, { region: "mars", model: "small" }),
    );
    expect(format(amount)).toBe("0");
    expect(notes).toEqual([
      "no price for region mars, model small: 11 not billed",
      "no price for region none, model large: 2 not billed",
    ]);
  });

  it("charges what no cell fits at the price given for it", () => {
    const { amount, steps, notes } = rated(
      { ...compute, otherwise: perUnit(usd("0.5")) },
      group(5, { region: "mars" }),
      group(6, {}),
      { quantity: decimal(1), time: 0, id: "" },
    );
    expect([format(amount), notes]).toEqual(["6", undefined]);
    expect(steps).toEqual([
      { label: "otherwise: units", quantity: "12", rate: "0.5", amount: "6" },
    ]);
  });

  it("takes a correction off its own cell and no other", () => {
    const { amount, notes } = rated(
      compute,
      group(-5, { region: "eu", model: "large" }),
      group(5, { region: "eu", model: "small" }),
    );
    expect(format(amount)).toBe("10");
    expect(notes).toEqual([
      "region eu, model large: corrections leave a net quantity of -5, which is priced as zero",
    ]);
  });

  it("is not misled by names that every object inherits", () => {
    const odd = matrix(["constructor"], [{ when: { constructor: "eu" }, price: perUnit(usd(1)) }]);
    expect(checkPrice(odd)).toEqual([]);
    expect(format(rated(odd, group(2, { constructor: "eu" })).amount)).toBe("2");
    expect(rated(odd, group(2, {})).notes).toEqual(["no price for constructor none: 2 not billed"]);
  });

  it("equals the sum over its groups in fractions", () => {
    const rates = { "eu large": "4", "eu small": "2.5", "us large": "0.0000005", "us small": "0" };
    const priced = Object.entries(rates).map(([name, unit]) => {
      const [region = "", model = ""] = name.split(" ");
      return { when: { region, model }, price: perUnit(`${unit} USD` as "1 USD") };
    });
    const price = expectOk(
      compilePrice(matrix(["region", "model"], priced, { otherwise: perUnit(usd("0.01")) })),
    );
    const used = fc.array(
      fc.record({
        quantity: fc.integer({ min: 0, max: 10 ** 9 }),
        region: fc.constantFrom("eu", "us", "ap"),
        model: fc.constantFrom("small", "large", "other"),
      }),
    );
    property(
      fc.property(used, (groups) => {
        let expected = none;
        for (const { quantity, region, model } of groups) {
          const name = `${region} ${model}`;
          const unit = Object.entries(rates).find(([known]) => known === name)?.[1] ?? "0.01";
          expected = plus(expected, times(rational(quantity), rational(unit)));
        }
        const items = groups.map(({ quantity, ...dims }) => group(quantity, dims));
        expectExactly(rate(price, items).amount, expected);
      }),
    );
  });

  it("does not compile with a cell in another currency", () => {
    // @ts-expect-error one cell is in euros
    const mixed: Price<"USD"> = matrix(["r"], [{ when: { r: "eu" }, price: perUnit(eur(1)) }]);
    // @ts-expect-error so is the rest
    const rest: Price<"USD"> = matrix(["r"], [{ when: { r: "us" }, price: perUnit(usd(1)) }], {
      otherwise: perUnit(eur(1)),
    });
    expect([mixed.kind, rest.kind]).toEqual(["matrix", "matrix"]);
  });
});

describe("the check of a matrix", () => {
  const faults = (spec: Matrix<Price>, declared?: Record<string, readonly string[] | "any">) =>
    checkPrice(spec, "", declared === undefined ? {} : { dimensions: declared }).map(
      ({ code, path, suggestion }) => `${path} ${code}: ${suggestion}`,
    );
  const one = perUnit(usd(1));

  it("refuses dimensions that are missing, doubled or not the meter's", () => {
    const cell = [{ when: { region: "eu" }, price: one }];
    expect(faults(matrix([], cell))[0]).toMatch(/^\/dimensions no-dimensions/);
    expect(faults(matrix(["region", "region"], cell))[0]).toMatch(
      /^\/dimensions\/1 duplicate-dimension/,
    );
    expect(faults(matrix(["region"], cell), { regions: "any" })[0]).toBe(
      '/dimensions/0 unknown-dimension: did you mean "regions"?',
    );
  });

  it("refuses cells that are missing, without a condition or with an unknown one", () => {
    expect(faults(matrix(["region"], []))[0]).toMatch(/^\/cells no-cells/);
    expect(faults(matrix(["region"], [{ when: {}, price: one }]))[0]).toMatch(
      /^\/cells\/0\/when empty-condition/,
    );
    expect(faults(matrix(["region"], [{ when: { "re/gion": "eu" }, price: one }]))).toEqual([
      '/cells/0/when/re~1gion unknown-dimension: did you mean "region"?',
    ]);
    expect(
      faults(matrix(["region"], [{ when: { region: "ue" }, price: one }]), { region: ["eu"] }),
    ).toEqual(['/cells/0/when/region unknown-dimension-value: did you mean "eu"?']);
  });

  it("refuses a cell that an earlier one covers", () => {
    const spec = matrix(
      ["region", "model"],
      [
        { when: { region: "eu" }, price: one },
        { when: { region: "us", model: "large" }, price: one },
        { when: { model: "large", region: "eu" }, price: one },
      ],
    );
    expect(faults(spec)[0]).toMatch(/^\/cells\/2 unreachable-cell/);
    expect(checkPrice(spec)).toHaveLength(1);
  });

  it("refuses cells that price events or groups", () => {
    const spec = matrix<{ when: Dimensions; price: Price }, Price>(
      ["region"],
      [{ when: { region: "eu" }, price: percentage("1%") }],
      { otherwise: compute },
    );
    expect(checkPrice(spec).map(({ code, path }) => `${path} ${code}`)).toEqual([
      "/cells/0/price needs-quantity-price",
      "/otherwise needs-quantity-price",
    ]);
  });

  it("refuses a declared combination without a price, and names it", () => {
    const declared = { region: ["eu", "us"], model: ["small", "large"] };
    const spec = matrix(
      ["region", "model"],
      [
        { when: { region: "eu" }, price: one },
        { when: { region: "us", model: "large" }, price: one },
      ],
    );
    expect(checkPrice(spec, "/price", { dimensions: declared })).toMatchObject([
      { code: "unpriced-combination", path: "/price/cells", value: "region us, model small" },
    ]);
    expect(checkPrice({ ...spec, otherwise: one }, "", { dimensions: declared })).toEqual([]);
    expect(checkPrice(spec, "", { dimensions: { ...declared, model: ["large"] } })).toEqual([]);
    expect(checkPrice(spec)).toEqual([]);
  });

  it("finds a gap in a large table without trying every combination", () => {
    const names = Array.from({ length: 12 }, (_, n) => `d${n}`);
    const values = Array.from({ length: 50 }, (_, n) => `v${n}`);
    const declared = Object.fromEntries(names.map((name) => [name, values]));
    const everywhere = names.map((name) => ({ when: { [name]: "v7" }, price: one }));
    const [fault] = checkPrice(matrix(names, everywhere), "", { dimensions: declared });
    expect(fault?.code).toBe("unpriced-combination");
    const complete = matrix(
      ["d0", "d1"],
      values.map((value) => ({ when: { d0: value }, price: one })),
    );
    expect(checkPrice(complete, "", { dimensions: declared })).toEqual([]);
  });

  it("gives up on cells too tangled to tell, instead of searching for ever", () => {
    // Nine pigeons, eight holes: every placement puts two in one hole or leaves one without, and no short proof shows it.
    const pigeons = Array.from({ length: 9 }, (_, n) => n);
    const holes = pigeons.slice(1);
    const name = (pigeon: number, hole: number) => `${pigeon}in${hole}`;
    const homeless = pigeons.map((p) => Object.fromEntries(holes.map((h) => [name(p, h), "no"])));
    const crowded = holes.flatMap((hole) =>
      pigeons.flatMap((one) =>
        pigeons
          .filter((other) => other > one)
          .map((other) => ({ [name(one, hole)]: "yes", [name(other, hole)]: "yes" })),
      ),
    );
    const names = pigeons.flatMap((p) => holes.map((h) => name(p, h)));
    const conditions: Dimensions[] = [...homeless, ...crowded];
    const spec = matrix(
      names,
      conditions.map((when) => ({ when, price: one })),
    );
    const declared = Object.fromEntries(names.map((dimension) => [dimension, ["yes", "no"]]));
    expect(checkPrice(spec, "", { dimensions: declared })).toMatchObject([
      { code: "matrix-too-tangled", path: "/cells" },
    ]);
  });

  it("agrees with trying every combination", () => {
    const value = fc.constantFrom("a", "b", "c");
    const when = fc
      .record({ x: value, y: value }, { requiredKeys: [] })
      .filter((condition) => Object.keys(condition).length > 0);
    property(
      fc.property(fc.array(when, { minLength: 1, maxLength: 6 }), (conditions) => {
        const spec = matrix(
          ["x", "y"],
          conditions.map((c) => ({ when: { ...c }, price: one })),
        );
        const found = checkPrice(spec, "", {
          dimensions: { x: ["a", "b", "c"], y: ["a", "b", "c"] },
        });
        if (found.some(({ code }) => code === "unreachable-cell")) return;
        const letters = ["a", "b", "c"];
        const isComplete = letters.every((x) =>
          letters.every((y) => conditions.some((c) => (c.x ?? x) === x && (c.y ?? y) === y)),
        );
        expect(found.length === 0).toBe(isComplete);
      }),
    );
  });
});
