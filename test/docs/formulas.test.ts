import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../src/fault/fault.ts";
import { compileFormulas } from "../../src/formula/compile-formulas.ts";
import type { FormulaEntry } from "../../src/formula/formula-entry.ts";
import { formulaFunctions } from "../../src/formula/functions/registry.ts";
import { readText, tableRows } from "./markdown.ts";

const page = readText("docs/formulas.md");
const nouns = new Set(["customer"]);

const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";

const entry = (name: string, text: string): FormulaEntry => ({
  name,
  path: `/figures/${name}`,
  source: { kind: "formula", text },
});

describe("docs/formulas.md", () => {
  it("lists every function as it is", () => {
    expect(tableRows(page, "Functions")).toEqual(
      formulaFunctions.map(({ usage, meaning }) => [`\`${usage}\``, meaning]),
    );
  });

  it("computes what it says of its plan", () => {
    const entries = block("formulas")
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", text = ""] = line.split(/\s+=\s+/);
        return entry(name, text);
      });
    const compiled = expectOk(compileFormulas(entries, nouns, 12));
    const memory = new Float64Array(compiled.size);
    compiled.run(memory);
    const value = (name: string): string => {
      const place = compiled.places.get(name);
      const last = memory[(place?.offset ?? -1) + (place?.length ?? 0) - 1] ?? Number.NaN;
      return last.toLocaleString("en", { maximumFractionDigits: 2 });
    };
    expect(page).toContain(`there are ${value("customers")} customers`);
    expect(page).toContain(`\`year-one\` is ${value("year-one")} USD per year`);
    expect(page).toContain(`\`lifetime\` ${value("lifetime")} USD per customer`);
  });

  it("shows a refusal as it is", () => {
    const [text = "", ...said] = block("console").trim().split("\n");
    const [fault] = faultsOf(compileFormulas([entry("x", text)], nouns, 12));
    expect([`${fault?.code}: ${fault?.message}`, `→ ${fault?.suggestion}`]).toEqual(said);
  });
});
