import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../../test/property.ts";
import { type BackupHead, endOfRows, footOf, rowCounter } from "./backup-format.ts";
import { readBackup } from "./read-backup.ts";

const head: BackupHead = {
  florin: "backup",
  format: 1,
  madeAt: "2026-01-01T00:00:00Z",
  version: "0.1.0",
  postgres: "18.4",
  migrations: ["0001-tenants"],
  events: "postgres",
  secret: null,
};

/** A backup of tables of rows, as it is written. */
function written(tables: readonly (readonly string[])[]): string {
  const sums = tables.map((rows, index) => {
    const counter = rowCounter({ table: `t${index}`, columns: ["a"], months: [] });
    for (const row of rows) counter.add(Buffer.from(`${row}\n`));
    return counter.sum();
  });
  const parts = tables.map(
    (rows, index) =>
      `${JSON.stringify({ table: `t${index}`, columns: ["a"], months: [] })}\n` +
      `${rows.map((row) => `${row}\n`).join("")}${endOfRows}${JSON.stringify(sums[index])}\n`,
  );
  return `${JSON.stringify(head)}\n${parts.join("")}${JSON.stringify(footOf(sums, []))}\n`;
}

/** What is read of bytes that come in pieces of such lengths, again and again. */
async function readIn(bytes: Buffer, lengths: readonly number[]) {
  const tables: string[] = [];
  const pieces = async function* () {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const length = lengths[turn % lengths.length] ?? 1;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  };
  const manifest = await readBackup(pieces(), {
    onHead: async () => {},
    onTable: async (_, rows) => {
      const read: Uint8Array[] = [];
      for await (const block of rows) {
        expect(block.at(-1)).toBe(10);
        read.push(block);
      }
      tables.push(Buffer.concat(read).toString("utf8"));
    },
  });
  return { manifest, tables };
}

/** Rows as COPY writes them: a backslash is always doubled or the first of an escape. */
const row = fc.oneof(
  fc.constantFrom("", "\\N", "\\\\.", "a\\tb", ".", "\\\\", "ü", "x".repeat(300)),
  fc.stringMatching(/^[ -[\]-~]{0,8}$/),
);
const backups = fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 4 });
const settings = { seed: propertySeed, numRuns: 60 * propertyRuns };

describe("readBackup", () => {
  it("reads the rows that were written, in whatever pieces they come", async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(backups, lengths, async (tables, pieces) => {
        const { manifest, tables: read } = await readIn(Buffer.from(written(tables)), pieces);
        expect(read).toEqual(tables.map((rows) => rows.map((one) => `${one}\n`).join("")));
        expect(manifest.tables.map(({ rows }) => rows)).toEqual(tables.map((rows) => rows.length));
      }),
      settings,
    );
  });

  it("refuses one that was cut anywhere, and one of which any byte is another", async () => {
    const coded = { code: expect.stringMatching(/^(?:backup-damaged|not-a-backup)$/) };
    await fc.assert(
      fc.asyncProperty(backups, fc.nat(), fc.nat({ max: 254 }), async (tables, place, by) => {
        const whole = Buffer.from(written(tables));
        const at = place % whole.length;
        await expect(readIn(whole.subarray(0, at), [17])).rejects.toMatchObject(coded);
        const bodyFrom = whole.indexOf(10) + 1;
        const changed = Buffer.from(whole);
        const spot = bodyFrom + (place % (whole.length - bodyFrom));
        changed[spot] = ((changed[spot] ?? 0) + 1 + by) % 256;
        await expect(readIn(changed, [17])).rejects.toMatchObject(coded);
      }),
      settings,
    );
  });

  it("refuses what is no backup, or one of another format", async () => {
    for (const text of ["", "{}\n", "PK\n", `${JSON.stringify({ ...head, format: 2 })}\n`])
      await expect(readIn(Buffer.from(text), [5])).rejects.toThrow(/no backup|ends early/);
  });
});
