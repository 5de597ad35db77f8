import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CrashingDisk, crashingDisk } from "./crashing-disk.fixture.ts";
import { openSpool, type Spool, spoolLimits } from "./spool.ts";
import { openSpoolFiles } from "./spool-files.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function append(spool: Spool, text: string): Promise<void> {
  const place = spool.place(text.length);
  if (place === undefined) throw new Error("the spool is full");
  await place.append(bytesOf(text));
}

/** Everything that waits, done with as it is read. */
async function readAll(spool: Spool): Promise<readonly string[]> {
  const all: string[] = [];
  for (;;) {
    const batch = await spool.next(3);
    if (batch === undefined) return all;
    all.push(...batch.records.map(textOf));
    await batch.done();
  }
}

type Deed =
  | { readonly kind: "append"; readonly together: number }
  | { readonly kind: "post"; readonly recordsMax: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), together: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("post" as const), recordsMax: fc.integer({ min: 1, max: 4 }) }),
);

describe("a spool", () => {
  test("loses no record that it acknowledged, whenever the power goes and whatever fails", async () => {
    const run = fc.record({
      deeds: fc.array(deed, { minLength: 1, maxLength: 12 }),
      crashAt: fc.integer({ min: 1, max: 60 }),
      keptShare: fc.double({ min: 0, max: 1, noNaN: true }),
      damage: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
        fc.integer({ min: 10, max: 90 }),
        async (runs, failsAt, segmentBytes) => {
          const told = new Set<string>();
          const acknowledged = new Set<string>();
          const posted = new Set<string>();
          let disk: CrashingDisk = crashingDisk(runs[0]?.crashAt ?? 1, failsAt);
          let made = 0;
          const live = async (deeds: readonly Deed[]): Promise<void> => {
            const spool = await openSpool(disk, { ...spoolLimits, segmentBytes });
            for (const one of deeds)
              if (one.kind === "append")
                await Promise.all(
                  Array.from({ length: one.together }, async () => {
                    made += 1;
                    const text = `record-${made}`;
                    told.add(text);
                    await append(spool, text).then(
                      () => acknowledged.add(text),
                      () => undefined,
                    );
                  }),
                );
              else {
                const batch = await spool.next(one.recordsMax);
                for (const record of batch?.records ?? []) posted.add(textOf(record));
                await batch?.done();
              }
          };
          for (const [index, { deeds, keptShare, damage }] of runs.entries()) {
            await live(deeds).catch(() => undefined);
            disk = disk.afterCrash(keptShare, damage, runs[index + 1]?.crashAt ?? Infinity);
          }
          const found = new Set(await readAll(await openSpool(disk)));
          expect([...found].filter((text) => !told.has(text))).toEqual([]);
          expect([...acknowledged].filter((one) => !posted.has(one) && !found.has(one))).toEqual(
            [],
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test("reads records in the order in which they came, each once while it runs", async () => {
    const spool = await openSpool(crashingDisk(Infinity), { ...spoolLimits, segmentBytes: 40 });
    const texts = Array.from({ length: 20 }, (_, index) => `r${index}`);
    for (const text of texts) await append(spool, text);
    expect(spool.waiting()).toBe(20);
    expect(await readAll(spool)).toEqual(texts);
    expect(spool.waiting()).toBe(0);
    expect(await readAll(spool)).toEqual([]);
  });

  test("promises no more room than there is, and has it again when records are posted", async () => {
    const spool = await openSpool(crashingDisk(Infinity), { ...spoolLimits, bytesMax: 40 });
    const first = spool.place(10);
    const second = spool.place(10);
    expect(spool.place(10)).toBeUndefined();
    second?.release();
    second?.release();
    const third = spool.place(10);
    expect(third).toBeDefined();
    await first?.append(bytesOf("0123456789"));
    await third?.append(bytesOf("0123456789"));
    expect(spool.place(10)).toBeUndefined();
    await readAll(spool);
    expect(spool.place(10)).toBeDefined();
  });

  test("promises nothing while its disk takes nothing, and goes on when it does", async () => {
    // Its second record finds no room, and neither does the first trial.
    const spool = await openSpool(crashingDisk(Infinity, [5, 8]));
    await append(spool, "first");
    await expect(append(spool, "second")).rejects.toThrow("the disk failed");
    expect([spool.isFailing(), spool.place(10)]).toEqual([true, undefined]);
    await expect.poll(() => spool.place(10)).toBeDefined();
    expect(spool.isFailing()).toBe(false);
    await append(spool, "third");
    expect(await readAll(spool)).toEqual(["first", "third"]);
  });

  test("says how much was torn", async () => {
    const disk = crashingDisk(Infinity);
    const spool = await openSpool(disk);
    await append(spool, "whole");
    const file = await disk.create("000000000009.spool", 100);
    await file.write(bytesOf("torn, and no record"), 0);
    const again = await openSpool(disk);
    expect(again.tornBytes).toBe(19);
    expect(await readAll(again)).toEqual(["whole"]);
  });
});

describe("on a real disk", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "florin-spool-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("what was acknowledged is there in the next run, and gone when it was posted", async () => {
    const spool = await openSpool(await openSpoolFiles(folder));
    await Promise.all(["a", "b", "c"].map((text) => append(spool, text)));
    await spool.close();
    await writeFile(join(folder, "000000000002.spool"), "torn");
    const again = await openSpool(await openSpoolFiles(folder));
    await append(again, "d");
    expect(await readAll(again)).toEqual(["a", "b", "c", "d"]);
    await again.close();
    expect(await readdir(folder)).toEqual(["000000000002.spool.torn"]);
  });
});
