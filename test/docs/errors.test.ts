import { describe, expect, it } from "vitest";
import { problemTypes } from "../../src/http/problem-types.ts";
import { batchItemsMax } from "../../src/http/routes/events.ts";
import { usageEventLimits } from "../../src/metering/usage-event.ts";
import { digitsMax, scaleMax } from "../../src/money/decimal.ts";
import { futureToleranceMs } from "../../src/services/ingest.ts";
import { keyRetentionDaysMin } from "../../src/store/retention.ts";
import { faultCodes, productionFiles, unknownComposers, warningCodes } from "./fault-codes.ts";
import { codeIn, readText, tableRows } from "./markdown.ts";

const page = readText("docs/errors.md");
const rows = tableRows(page);
const problemRows = tableRows(page, "Problems");
const listed = rows.map(([code]) => codeIn(code));

/** `where` is the third column of problems, the second of faults. */
const whereOf = (row: readonly string[]): string => (row.length === 5 ? row[2] : row[1]) ?? "";

describe("docs/errors.md", () => {
  it("lists every code that the sources can produce, once, and no other", () => {
    const known = [...faultCodes().keys()];
    expect({
      unlisted: known.filter((code) => !listed.includes(code)),
      gone: listed.filter((code) => !known.includes(code)),
      twice: listed.filter((code, index) => listed.indexOf(code) < index),
    }).toEqual({ unlisted: [], gone: [], twice: [] });
  });

  it("says where each code comes from", () => {
    const stated = Object.fromEntries(rows.map((row) => [codeIn(row[0]), whereOf(row)]));
    const actual = Object.fromEntries(
      [...faultCodes()].map(([code, folders]) => [code, [...folders].sort().join(", ")]),
    );
    expect(stated).toEqual(actual);
  });

  it("gives problems their status and title", () => {
    const stated = problemRows.map(([code, status, , title]) => [
      codeIn(code),
      { status: Number(status), title },
    ]);
    expect(Object.fromEntries(stated)).toEqual(problemTypes);
  });

  it("lists the warnings of the check apart", () => {
    const stated = tableRows(page, "Warnings of the check").map(([code]) => codeIn(code));
    expect([...stated].sort()).toEqual(warningCodes());
  });

  it("says what each code means, and what to do", () => {
    for (const row of rows) {
      const [meaning = "", advice = ""] = row.slice(-2);
      expect(meaning.length, row[0]).toBeGreaterThan(3);
      expect(advice.length, row[0]).toBeGreaterThan(3);
    }
  });

  it("states the limits that the code has", () => {
    const { propertiesMax } = usageEventLimits;
    expect(page).toContain(
      `more digits than Florin keeps (${digitsMax}, of them ${scaleMax} after`,
    );
    expect(page).toContain(`at most ${batchItemsMax.toLocaleString("en")} events a batch`);
    expect(page).toContain(`more than ${propertiesMax} properties`);
    expect(page).toContain(`more than ${futureToleranceMs / 60_000} minutes after our clock`);
    expect(page).toContain(`kept for at least ${keyRetentionDaysMin} days`);
  });
});

describe("the search for codes", () => {
  it("knows every source that puts codes together", () => {
    expect(unknownComposers(productionFiles())).toEqual([]);
  });

  it("finds codes however they are written", () => {
    const codes = faultCodes();
    const examples = {
      "wrong-type": "model",
      "too-many-digits": "money",
      "invalid-text": "metering",
      "needs-quantity-price": "pricing",
      "unknown-stream": "model",
      "unknown-licence": "account",
      "unknown-rule": "model",
      "circular-alias": "model",
      "terms-out-of-order": "pricing",
      "csrf-refused": "http",
    };
    for (const [code, folder] of Object.entries(examples))
      expect([...(codes.get(code) ?? [])], code).toContain(folder);
  });
});
