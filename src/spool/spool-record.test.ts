import fc from "fast-check";
import { expect, test } from "vitest";
import { frameBytes, framed, readRecords } from "./spool-record.ts";

const contents = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });

test("what was framed is read again", () => {
  fc.assert(
    fc.property(contents, (records) => {
      const bytes = Buffer.concat(records.map(framed));
      const read = readRecords(bytes);
      expect(read.records.map((one) => [...one])).toEqual(records.map((one) => [...one]));
      expect(read.end).toBe(bytes.length);
    }),
  );
});

test("a tail that was cut off anywhere leaves the records before it, and no other", () => {
  fc.assert(
    fc.property(contents, fc.nat(), (records, cut) => {
      const bytes = Buffer.concat(records.map(framed));
      const left = bytes.subarray(0, cut % (bytes.length + 1));
      let end = 0;
      const whole = records.filter((one) => {
        end += frameBytes + one.length;
        return end <= left.length;
      });
      expect(readRecords(left).records.map((one) => [...one])).toEqual(
        whole.map((one) => [...one]),
      );
    }),
  );
});

test("a bit that changed anywhere ends what is read before its record", () => {
  fc.assert(
    fc.property(contents, fc.nat(), fc.integer({ min: 0, max: 7 }), (records, at, bit) => {
      const bytes = Buffer.concat(records.map(framed));
      if (bytes.length === 0) return;
      const place = at % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
      let end = 0;
      const before = records.filter((one) => {
        end += frameBytes + one.length;
        return end <= place;
      });
      expect(readRecords(bytes).records.map((one) => [...one])).toEqual(
        before.map((one) => [...one]),
      );
    }),
  );
});

test("a file of zeros holds no record", () => {
  expect(readRecords(new Uint8Array(64)).records).toEqual([]);
});
