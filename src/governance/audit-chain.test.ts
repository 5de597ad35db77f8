import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import {
  type AuditHead,
  type AuditRecord,
  digestOf,
  emptyLog,
  endFault,
  type KeptChange,
  sealEntry,
  verifyRecord,
} from "./audit-chain.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

interface Row {
  readonly record: AuditRecord;
  readonly kept: KeptChange;
}

/** A log of so many entries, each with a change of its own. */
function logOf(length: number): { readonly rows: readonly Row[]; readonly head: AuditHead } {
  const rows: Row[] = [];
  let head: AuditHead = emptyLog;
  for (let number = 1; number <= length; number += 1) {
    const kept = { salt: `salt-${number}`, text: `{"after":${number}}`, forgottenBy: null };
    const entry = {
      at: Date.UTC(2026, 0, number),
      actor: "key:k-1",
      action: "customers.write",
      subject: `/v1/customers/c-${number}`,
      customer: `c-${number}`,
      request: `r-${number}`,
      approval: null,
      change: digestOf(kept.salt, kept.text, sha256),
    };
    const record = sealEntry(head, entry, sha256);
    rows.push({ record, kept });
    head = { position: record.position, hash: record.hash };
  }
  return { rows, head };
}

/** The first entry that is broken; undefined where none is. */
function firstBroken(rows: readonly Row[], expected?: AuditHead): number | undefined {
  let head = emptyLog;
  for (const { record, kept } of rows) {
    const verified = verifyRecord(head, record, kept, sha256);
    if (!verified.ok) return Number(faultsOf(verified)[0]?.value);
    head = verified.value;
  }
  const end = expected === undefined ? undefined : endFault(head, expected);
  return end === undefined ? undefined : Number(end.value);
}

describe("an audit log", () => {
  it("is sound as it was written, and sealed to bytes that never change", () => {
    const { rows, head } = logOf(5);
    expect(firstBroken(rows, head)).toBeUndefined();
    expect(logOf(1).head.hash).toBe(
      sha256(
        `["${"0".repeat(64)}",1,"2026-01-01T00:00:00Z","key:k-1","customers.write","/v1/customers/c-1","c-1","r-1",null,"${sha256('salt-1\n{"after":1}')}"]`,
      ),
    );
  });

  it("shows whatever was changed, taken out, put in or moved, at its first place", () => {
    const { rows, head } = logOf(6);
    const changed = fc.record({
      at: fc.integer({ min: 0, max: 5 }),
      how: fc.constantFrom("actor", "subject", "at", "approval", "text", "salt", "drop", "swap"),
    });
    fc.assert(
      fc.property(changed, ({ at, how }) => {
        const tampered = rows.map((row, place) => {
          if (place !== at) return row;
          if (how === "text" || how === "salt")
            return { ...row, kept: { ...row.kept, [how]: `${row.kept[how]} ` } };
          const field = how === "at" ? { at: row.record.at + 1 } : { [how]: "somebody else" };
          return how === "drop" || how === "swap"
            ? row
            : { ...row, record: { ...row.record, ...field } };
        });
        if (how === "drop") tampered.splice(at, 1);
        if (how === "swap" && at < 5)
          tampered.splice(
            at,
            2,
            ...[tampered[at + 1], tampered[at]].filter((row) => row !== undefined),
          );
        const untouched = how === "swap" && at === 5;
        expect(firstBroken(tampered, head)).toBe(untouched ? undefined : at + 1);
      }),
      { numRuns: 60 },
    );
  });

  it("that was cut short is found out by the head that it had", () => {
    const { rows, head } = logOf(3);
    expect(firstBroken(rows.slice(0, 2))).toBeUndefined();
    expect(firstBroken(rows.slice(0, 2), head)).toBe(3);
  });

  it("stays sound where a change was forgotten, and not where one is merely gone", () => {
    const { rows, head } = logOf(3);
    const with2nd = (kept: KeptChange) =>
      rows.map((row, place) => (place === 1 ? { ...row, kept } : row));
    expect(
      firstBroken(with2nd({ salt: null, text: null, forgottenBy: "r-9" }), head),
    ).toBeUndefined();
    expect(firstBroken(with2nd({ salt: null, text: null, forgottenBy: null }), head)).toBe(2);
    expect(firstBroken(with2nd({ salt: "s", text: "{}", forgottenBy: "r-9" }), head)).toBe(2);
  });
});
