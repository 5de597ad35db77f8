import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { readEInvoice } from "./en16931/read-e-invoice.ts";
import { renderHtml } from "./html/render-html.ts";
import { english, german, invoiceOf, lineOf, richLines } from "./invoice.fixture.ts";
import { buildView } from "./view/build-view.ts";

const bundle = { id: "b-1", name: "Starter & more", price: "8000.00" };
const steps = [
  { label: 'bundle "Starter & more"', amount: "8000.00" },
  { label: "its share by stand-alone prices", rate: "300 of 1000", amount: "2400" },
];
const [first] = richLines;
const part = {
  ...lineOf({ description: "Support", quantity: "2", unit: "system", gross: "2400.00", steps }),
  tax: first?.tax,
  bundle,
};
const department = { ...part, id: "line-2", customer: { id: "lab", name: "Lab" } };
const invoice = invoiceOf([part, department]);

describe("a part of a bundle on a document", () => {
  it("says of which, and what all of it costs, in the document's language", () => {
    const details = (settings: typeof english) =>
      expectOk(buildView(invoice, settings)).rows.map((row) =>
        row.kind === "charge" ? row.details : [],
      );
    expect(details(english)[0]?.[0]).toBe("Part of “Starter & more” for €8,000.00");
    expect(details(german)[1]?.slice(0, 2)).toEqual([
      "Lab",
      "Teil von „Starter & more“ für 8.000,00\u00a0€",
    ]);
  });

  it("has no price of a unit, as it is no quantity of one", () => {
    const [row] = expectOk(buildView(invoice, english)).rows;
    expect(row).toMatchObject({ quantity: "2", unitPrice: "", amount: "2,400.00" });
  });

  it("says so in HTML, and in the note of the line of an e-invoice (BT-127)", () => {
    expect(expectOk(renderHtml(invoice, english))).toContain(
      "Part of “Starter &amp; more” for €8,000.00",
    );
    const { lines } = expectOk(readEInvoice(invoice, english));
    expect(lines.map(({ note }) => note)).toEqual([
      "Part of “Starter & more” for €8,000.00",
      "Lab. Part of “Starter & more” for €8,000.00",
    ]);
  });
});
