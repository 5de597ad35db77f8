import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../../fault/fault.ts";
import { findZone, UTC } from "../../time/zone.ts";
import { brokenRule } from "../entry.ts";
import { bookFacts } from "./book-facts.ts";
import { manualEntry, manualEntryFaults } from "./manual-entry.ts";
import {
  type BookFact,
  type EntryReversalFact,
  type ManualEntryFact,
  type ManualPosting,
  parseBookFact,
} from "./manual-entry-fact.ts";

const accrual = (more: Partial<ManualEntryFact> = {}): ManualEntryFact => ({
  fact: "entry",
  id: "a-1",
  date: "2026-01-31",
  reason: "Support of January",
  by: "Dana",
  postings: [
    { account: "expenses:other:support", debit: "120 USD" },
    { account: "liabilities:other:accrued", credit: "120 USD" },
  ],
  recordedAt: "2026-02-02T10:00:00Z",
  ...more,
});

const reversal = (more: Partial<EntryReversalFact> = {}): EntryReversalFact => ({
  fact: "entry-reversal",
  entry: "a-1",
  date: "2026-02-01",
  reason: "The invoice came",
  by: "Dana",
  recordedAt: "2026-02-10T10:00:00Z",
  ...more,
});

const books = { zone: UTC, model: {} };

const codes = (...postings: readonly ManualPosting[]): readonly string[] =>
  manualEntryFaults(accrual({ postings })).map(({ code, path }) => `${code} ${path}`);

const refused = (...facts: readonly BookFact[]): readonly string[] =>
  bookFacts(facts, books).refused.map(({ faults }) => faults[0]?.code ?? "");

describe("an entry by hand", () => {
  it("counts from the first moment of its day on the books' calendar, and says why and who", () => {
    const tokyo = expectOk(findZone("Asia/Tokyo"));
    const entry = manualEntry(accrual(), tokyo);
    expect(new Date(entry.date).toISOString()).toBe("2026-01-30T15:00:00.000Z");
    expect(brokenRule(entry)).toBeUndefined();
    expect(entry).toMatchObject({
      id: "manual-entry/a-1",
      description: "Support of January",
      by: "Dana",
      postings: [{ amount: "120.00" }, { amount: "-120.00" }],
    });
  });

  it.each<[readonly ManualPosting[], string]>([
    [[{ account: "assets:cash", debit: "1 USD" }], "unbalanced-entry /postings"],
    [
      [
        { account: "assets:cash", debit: "1 USD" },
        { account: "expenses:other:x", credit: "1 EUR" },
      ],
      "unbalanced-entry /postings",
    ],
    [[{ account: "assets:receivable", debit: "1 USD" }], "control-account /postings/0/account"],
    [
      [{ account: "liabilities:deferred:saas", debit: "1 USD" }],
      "control-account /postings/0/account",
    ],
    [[{ account: "expenses:tea", debit: "1 USD" }], "unknown-account /postings/0/account"],
    [[{ account: "assets:cash" }], "debit-or-credit /postings/0"],
    [[{ account: "assets:cash", debit: "1 USD", credit: "1 USD" }], "debit-or-credit /postings/0"],
    [[{ account: "assets:cash", debit: "-1 USD" }], "not-positive /postings/0/debit"],
    [[{ account: "assets:cash", credit: "0.001 USD" }], "wrong-minor-unit /postings/0/credit"],
  ])("is refused where it says %j", (postings, code) => {
    expect(codes(...postings)[0]).toBe(code);
  });

  it("has a shape, of which every fault is named", () => {
    const faults = faultsOf(parseBookFact({ fact: "entry", id: "a", date: "2026-02-30", by: "" }));
    expect(faults.map(({ path }) => path).sort()).toEqual(["/by", "/date", "/postings", "/reason"]);
    expect(parseBookFact({ ...accrual() }).ok).toBe(true);
  });
});

describe("facts of bookkeepers", () => {
  it("are booked in the order in which they became known, each once, however they come", () => {
    const other = accrual({ id: "b-1", recordedAt: "2026-02-01T10:00:00Z" });
    const facts = [reversal(), accrual(), other, accrual()];
    const ids = (all: readonly BookFact[]) =>
      bookFacts(all, books).entered.map(({ entry }) => entry.id);
    expect(ids(facts)).toEqual([
      "manual-entry/b-1",
      "manual-entry/a-1",
      "reversal/manual-entry/a-1",
    ]);
    expect(ids(facts.toReversed())).toEqual(ids(facts));
  });

  it("take an entry back by the same postings with the other sign", () => {
    const { entered } = bookFacts([accrual(), reversal()], books);
    expect(entered[1]?.entry).toMatchObject({
      reverses: "manual-entry/a-1",
      by: "Dana",
      postings: [{ amount: "-120.00" }, { amount: "120.00" }],
    });
  });

  it("are refused that cannot be booked", () => {
    expect(refused(reversal())).toEqual(["unknown-entry"]);
    expect(refused(accrual(), reversal({ date: "2026-01-30" }))).toEqual(["before-entry"]);
    expect(refused(accrual(), accrual({ reason: "Another" }))).toEqual(["already-exists"]);
    expect(refused(accrual(), reversal(), reversal({ date: "2026-03-01" }))).toEqual([
      "already-reversed",
    ]);
    const { recordedAt: _, ...unknown } = accrual();
    expect(refused(unknown)).toEqual(["recorded-at-needed"]);
  });
});
