import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { range } from "../money/amount.ts";
import { format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import { capacity } from "./capacity.ts";
import { flat } from "./flat.ts";
import { formula } from "./formula.ts";
import { freeUnits } from "./free-units.ts";
import { graduated } from "./graduated.ts";
import { matrix } from "./matrix.ts";
import { perUnit } from "./per-unit.ts";
import { percentage } from "./percentage.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price, priceInput, priceKinds } from "./registry.ts";
import { volume } from "./volume.ts";

const kindOf = (price: Price) => expectOk(compilePrice(price)).kind;

describe("the registry of price kinds", () => {
  it("knows every kind by the name documents use", () => {
    expect(priceKinds).toEqual([
      "flat",
      "per-unit",
      "package",
      "graduated",
      "volume",
      "capacity",
      "seat",
      "matrix",
      "percentage",
      "graduated-percentage",
      "banded",
      "free-units",
      "transform",
      "spend-limits",
      "commitment",
      "formula",
    ]);
    expect(kindOf(flat(usd(1)))).toBe("flat");
    expect(kindOf(volume([{ unit: usd(1) }]))).toBe("volume");
  });

  it("puts every kind to the laws of a price", () => {
    const folder = new URL(".", import.meta.url);
    const law = /describePriceLaws\(\{\s*name: "[^"]*",\s*price: (\w+)\(/g;
    const tried = readdirSync(folder)
      .filter((name) => name.endsWith(".test.ts"))
      .flatMap((name) => [...readFileSync(new URL(name, folder), "utf8").matchAll(law)])
      .map(([, builder = ""]) => builder.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    const builtAs = (kind: string): string => (kind === "package" ? "packages" : kind);
    expect(priceKinds.filter((kind) => !tried.includes(builtAs(kind)))).toEqual([]);
  });

  it("refuses a kind it does not know, and names the nearest", () => {
    const misspelt = { kind: "gradauted", tiers: [] } as unknown as Price;
    expect(checkPrice(misspelt, "/price")).toEqual([
      {
        code: "unknown-price-kind",
        path: "/price/kind",
        message: "there is no such kind of price",
        value: "gradauted",
        suggestion: 'did you mean "graduated"?',
      },
    ]);
    const inherited = { kind: "toString" } as unknown as Price;
    expect(checkPrice(inherited)).toMatchObject([{ code: "unknown-price-kind" }]);
    expect(compilePrice(misspelt)).toMatchObject({ ok: false });
    const held = freeUnits(10, misspelt);
    expect(checkPrice(held)).toMatchObject([{ code: "unknown-price-kind", path: "/of/kind" }]);
  });

  it("says what a price folds over without compiling it", () => {
    expect(priceInput(flat(usd(1)))).toBe("quantity");
    expect(priceInput(percentage("1%"))).toBe("events");
    expect(priceInput(freeUnits(1, flat(usd(1))))).toBe("quantity");
    const cell = { when: { region: "eu" }, price: flat(usd(1)) };
    expect(priceInput(matrix(["region"], [cell]))).toBe("groups");
  });

  it("holds a price to one currency: the stated one, else the first it names", () => {
    const mixed = graduated<"USD" | "EUR">([{ upTo: 1, unit: usd(1) }, { unit: eur(1) }]);
    const paths = (currency?: "USD" | "EUR") =>
      checkPrice(mixed, "", currency === undefined ? {} : { currency }).map(({ path }) => path);
    expect(paths()).toEqual(["/tiers/1/unit"]);
    expect(paths("USD")).toEqual(["/tiers/1/unit"]);
    expect(paths("EUR")).toEqual(["/tiers/0/unit"]);
    expect(compilePrice(mixed)).toMatchObject({ ok: false });
    expect(checkPrice(formula("quantity * 2"))).toEqual([]);
  });

  it("compiles an open amount only once it is agreed, wherever it stands", () => {
    const open = freeUnits(10, perUnit(range(usd("0.01"), usd("0.02"))));
    expect(checkPrice(open)).toEqual([]);
    expect(compilePrice(open)).toMatchObject({
      faults: [{ code: "needs-agreed-price", path: "/of/unit" }],
    });
    const agreed = expectOk(compilePrice(open, { agreed: usd("0.015") }));
    expect(format(rate(agreed, 110).amount)).toBe("1.5");
    expect(compilePrice(open, { agreed: eur("0.015") })).toMatchObject({
      faults: [{ code: "currency-mismatch" }],
    });
  });

  it("does not let an agreed figure be ignored", () => {
    expect(compilePrice(flat(usd(1)), { agreed: usd(1) })).toMatchObject({
      faults: [{ code: "agreed-price-unused" }],
    });
  });

  it("compiles documents as they come from JSON", () => {
    const document: Price = JSON.parse(
      JSON.stringify(
        capacity(usd(10), {
          reserved: 5,
          overUse: { rule: "bill", price: freeUnits(1, perUnit(usd(2))) },
        }),
      ),
    );
    expect(format(rate(expectOk(compilePrice(document)), 8).amount)).toBe("54");
  });

  it("is typed by the currency of the list", () => {
    const nested: Price<"USD"> = freeUnits(1, graduated([{ unit: usd(1) }]));
    // @ts-expect-error a held price in euros is no price in dollars
    const mixed: Price<"USD"> = freeUnits(1, graduated([{ unit: eur(1) }]));
    // @ts-expect-error no such kind
    const unknown: Price<"USD"> = { kind: "gradauted", tiers: [] };
    expect([nested.kind, mixed.kind, unknown.kind]).toHaveLength(3);
  });
});
