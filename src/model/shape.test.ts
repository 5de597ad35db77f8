import { describe, expect, expectTypeOf, test } from "vitest";
import { checkModel } from "./check-model.ts";
import { smallDocument } from "./fixtures/edited.ts";
import {
  boolean,
  list,
  literal,
  named,
  readShape,
  type Shape,
  text,
  textThat,
  whole,
} from "./shape.ts";
import { amountDue, currency, inOwnCurrency, money } from "./shape-money.ts";
import { object, optional, variants } from "./shape-object.ts";
import { byCadence, byId, type quantity } from "./shape-values.ts";

interface Seat {
  readonly name: string;
  readonly count?: number;
}
const seat = object<Seat>({ name: text, count: optional(whole(1, 9)) });

const codes = <T>(shape: Shape<T>, value: unknown): readonly string[] =>
  readShape(shape, value).faults.map(({ code, path }) => `${code} ${path}`);

describe("reading", () => {
  test("gives a clean copy of what is sound", () => {
    const given = { name: "A", count: undefined };
    const { value, faults } = readShape(seat, given);
    expect(faults).toEqual([]);
    expect(Object.keys(value)).toEqual(["name"]);
    expect(value).not.toBe(given);
  });

  test("puts a stand-in where something is faulty, and keeps the rest", () => {
    const { value, faults } = readShape(list(seat), [{ name: 5, count: 3 }, { count: 10 }]);
    expect(value).toEqual([
      { name: "?", count: 3 },
      { count: 1, name: "?" },
    ]);
    expect(faults.map(({ path }) => path)).toEqual(["/0/name", "/1/count", "/1/name"]);
  });

  test("escapes keys in pointers", () => {
    expect(codes(seat, { name: "A", "a/b~c": 1 })).toEqual(["unknown-field /a~1b~0c"]);
  });

  test("reads own fields only", () => {
    expect(codes(seat, Object.create({ name: "inherited" }))).toEqual(["missing-field /name"]);
  });

  test("whole numbers have bounds and no minus zero", () => {
    for (const value of [0, 10, 1.5, -0, Number.NaN, Infinity])
      expect(codes(whole(1, 9), value)).toEqual(["out-of-range "]);
    expect(codes(whole(1, 9), "5")).toEqual(["wrong-type "]);
  });

  test("amounts are held to one currency, and to the value's own where it names one", () => {
    const priced = object<{ readonly amount: string }>({ amount: money as Shape<string> });
    expect(readShape(priced, { amount: "5 EUR" }, "USD").faults).toHaveLength(1);
    const own = inOwnCurrency(
      object<{ readonly currency: string; readonly amount: string }>({
        currency: currency as Shape<string>,
        amount: money as Shape<string>,
      }),
    );
    expect(readShape(own, { currency: "EUR", amount: "5 EUR" }, "USD").faults).toEqual([]);
  });

  test("what is due has no parts of a minor unit, in any currency", () => {
    expect(codes(amountDue, "1.5 JPY")).toEqual(["wrong-minor-unit "]);
    expect(codes(amountDue, "1.555 KWD")).toEqual([]);
    expect(codes(amountDue, { low: "1.001 USD", high: "2 USD" })).toEqual([
      "wrong-minor-unit /low",
    ]);
    expect(codes(money, "0.0000005 USD")).toEqual([]);
  });
});

describe("texts and keys", () => {
  test("a text that no database gives back as it was is refused, whatever other rule it follows", () => {
    const kept = textThat<string>({ fault: () => undefined, standIn: "?", schema: {} });
    for (const shape of [text, kept]) {
      for (const bad of ["a\0b", "\ud800", "x\udc00y", "\udc00\ud800"])
        expect(codes(shape, bad)).toEqual(["invalid-text "]);
      expect(codes(shape, "\ud83e\uddfe 東京\n\u202e")).toEqual([]);
    }
    expect(codes(text, "\0".repeat(4_001))).toEqual(["text-length "]);
    const { model, faults } = checkModel({ ...structuredClone(smallDocument), name: "Ac\0me" });
    expect(model).toBeUndefined();
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(["invalid-text /name"]);
  });

  test("an unknown field is shown with its value, its path and both of them cut", () => {
    const long = "k".repeat(5_000);
    const { faults } = readShape(seat, { name: "A", [long]: "v".repeat(5_000), at: 5 });
    expect(faults.map(({ path, value }) => [path, value])).toEqual([
      [`/${"k".repeat(64)}…`, `${"v".repeat(60)}…`],
      ["/at", 5],
    ]);
    expect(JSON.stringify(faults).length).toBeLessThan(1_000);
    expect(codes(byId(boolean), { [long]: true })).toEqual([`invalid-id /${"k".repeat(64)}…`]);
  });
});

describe("JSON Schema", () => {
  test("names what refers to itself once", () => {
    interface Tree {
      readonly children?: readonly Tree[];
    }
    const tree: Shape<Tree> = named("Tree", () => object<Tree>({ children: optional(list(tree)) }));
    const definitions = new Map();
    expect(tree.schema(definitions)).toEqual({ $ref: "#/$defs/Tree" });
    expect(definitions.get("Tree")).toEqual({
      type: "object",
      properties: { children: { type: "array", items: { $ref: "#/$defs/Tree" } } },
      required: [],
      additionalProperties: false,
    });
  });

  test("says what a record's keys are", () => {
    const definitions = new Map();
    expect(byCadence(boolean).schema(definitions)).toEqual({
      type: "object",
      propertyNames: { $ref: "#/$defs/Cadence" },
      additionalProperties: { type: "boolean" },
    });
    expect(definitions.has("Cadence")).toBe(true);
  });
});

describe("shapes and interfaces cannot drift apart", () => {
  test("a shape is of exactly its type", () => {
    expectTypeOf<Shape<"a">>().not.toExtend<Shape<"a" | "b">>();
    expectTypeOf<Shape<"a" | "b">>().not.toExtend<Shape<"a">>();
    expectTypeOf<typeof seat>().toExtend<Shape<Seat>>();
  });

  test("fields are optional where the interface says so, and none is forgotten", () => {
    type Fields = Parameters<typeof object<Seat>>[0];
    expectTypeOf<{ readonly name: Shape<string> }>().not.toExtend<Fields>();
    expectTypeOf<{
      readonly name: Shape<string>;
      readonly count: Shape<number>;
    }>().not.toExtend<Fields>();
    expectTypeOf<typeof quantity>().not.toExtend<Shape<number>>();
    expectTypeOf(byId(text)).toExtend<Shape<Readonly<Record<string, string>>>>();
  });

  test("a union has a shape for each kind", () => {
    type Union = { readonly kind: "a" } | { readonly kind: "b" };
    type Shapes = Parameters<typeof variants<Union, "kind">>[1];
    expectTypeOf<{ readonly a: Shape<{ readonly kind: "a" }> }>().not.toExtend<Shapes>();
    const a = object<{ readonly kind: "a" }>({ kind: literal("a") });
    const b = object<{ readonly kind: "b" }>({ kind: literal("b") });
    expect(codes(variants<Union, "kind">("kind", { a, b }), { kind: "c" })).toEqual([
      "unknown-kind /kind",
    ]);
  });
});
