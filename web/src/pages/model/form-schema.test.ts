import { describe, expect, it } from "vitest";
import type { Schema } from "../reference/description.ts";
import { fieldKind, formOf, standIn, typedValue } from "./form-schema.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const schemas = {
  Money: { type: "string" },
  Quantity: { anyOf: [{ type: "number" }, { type: "string" }] },
  Price: {
    oneOf: [
      {
        type: "object",
        properties: { kind: { const: "flat" }, amount: ref("Amount") },
        required: ["kind", "amount"],
      },
      {
        type: "object",
        properties: { kind: { const: "per-unit" }, unit: ref("Amount") },
        required: ["kind", "unit"],
      },
    ],
  },
  Amount: {
    anyOf: [
      { const: "negotiated" },
      ref("Money"),
      {
        type: "object",
        properties: { low: ref("Money"), high: ref("Money") },
        required: ["low", "high"],
      },
    ],
  },
} as const;

describe("a field", () => {
  it("is what its schema says", () => {
    const kinds = [
      { enum: ["bill", "block"] },
      { type: "boolean" },
      { type: "integer" },
      ref("Quantity"),
      ref("Price"),
      ref("Amount"),
      { type: "array", items: ref("Money") },
      { type: "object", additionalProperties: ref("Price") },
      {},
    ].map((schema) => fieldKind(schema, schemas));
    expect(kinds.map(({ kind }) => kind)).toEqual([
      "choice",
      "switch",
      "text",
      "text",
      "variants",
      "forms",
      "list",
      "record",
      "json",
    ]);
    expect([kinds[2], kinds[3]]).toMatchObject([{ numeric: "always" }, { numeric: "either" }]);
    expect(kinds[4]).toMatchObject({ variants: [{ name: "flat" }, { name: "per-unit" }] });
  });

  it("shows the shape that its value has", () => {
    const amount = fieldKind(ref("Amount"), schemas);
    if (amount.kind !== "forms") throw new Error("an amount has several shapes");
    const shapes = ["negotiated", "5 USD", { low: "1 USD", high: "2 USD" }];
    expect(shapes.map((value) => formOf(amount.forms, value, schemas))).toEqual([0, 0, 1]);
  });

  it("begins with the plainest value", () => {
    expect(standIn(ref("Price"), schemas, "EUR")).toEqual({ kind: "flat", amount: "0 EUR" });
  });

  it("keeps what is typed, digit for digit", () => {
    expect(typedValue("12", 11, "either")).toBe(12);
    expect(typedValue("12.50", 11, "either")).toBe("12.50");
    expect(typedValue("0.018 USD", "0.02 USD", "never")).toBe("0.018 USD");
    expect(typedValue("12345678901234567890", 1, "either")).toBe("12345678901234567890");
    expect(typedValue("3", "2", "either")).toBe("3");
    expect(typedValue("", 3, "always")).toBe("");
  });
});
