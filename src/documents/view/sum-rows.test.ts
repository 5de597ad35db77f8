import { expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { creditNote, english, richInvoice } from "../invoice.fixture.ts";
import { buildView } from "./build-view.ts";

const lastSums = (...arguments_: Parameters<typeof buildView>) =>
  expectOk(buildView(...arguments_))
    .sums.slice(-4)
    .map(({ kind, label, value }) => `${kind} ${label} ${value}`);

it("says what credits paid, then what money paid, and what is left", () => {
  const invoice = { ...richInvoice, prepaid: "40.66", due: "6000.00" };
  expect(lastSums(invoice, { ...english, paid: "1000.00" })).toEqual([
    "total Total €6,040.66",
    "part Paid with credits −€40.66",
    "part Already paid −€1,000.00",
    "due Amount due €5,000.00",
  ]);
});

it("says what of a credit note comes back as credits", () => {
  const note = { ...creditNote, prepaid: "-40.66", due: "-6000.00" };
  expect(lastSums(note, english).slice(-3)).toEqual([
    "total Total credit €6,040.66",
    "part Returned as credits −€40.66",
    "due Amount due €6,000.00",
  ]);
});
