import type { Instant } from "../time/instant.ts";
import type { SqlValue } from "./tenant.ts";

/*
 * PostgreSQL arrays in their binary form: the server copies them where it would parse a literal, and nothing is escaped.
 * The statement must name the parameter's type, and it must be this one.
 */

const oids = { bigint: 20, text: 25, timestamptz: 1184 } as const;
const headerBytes = 20;
const lengthBytes = 4;
const absent = -1;

/** A `text[]`. A value that is absent is null. */
export function binaryTexts(values: readonly (string | null | undefined)[]): SqlValue {
  // UTF-8 takes three bytes at most for each unit of a text.
  let most = headerBytes + lengthBytes * values.length;
  for (const value of values) most += 3 * (value?.length ?? 0);
  const bytes = arrayOf("text", values.length, most);
  let at = headerBytes;
  for (const value of values) {
    const length = value == null ? absent : bytes.write(value, at + lengthBytes);
    at = bytes.writeInt32BE(length, at) + Math.max(length, 0);
  }
  return parameter(bytes.subarray(0, at));
}

/** A `timestamptz[]`. */
export const binaryInstants = (values: readonly (Instant | undefined)[]): SqlValue =>
  integers("timestamptz", values, microsOf);

/** A `bigint[]`. */
export const binaryIntegers = (values: readonly number[]): SqlValue =>
  integers("bigint", values, BigInt);

/** The server counts microseconds from 2000. */
const epoch = Date.UTC(2000, 0);
const microsOf = (instant: Instant): bigint => BigInt(instant - epoch) * 1_000n;

function integers(
  type: "bigint" | "timestamptz",
  values: readonly (number | undefined)[],
  integerOf: (value: number) => bigint,
): SqlValue {
  const bytes = arrayOf(type, values.length, headerBytes + (lengthBytes + 8) * values.length);
  let at = headerBytes;
  for (const value of values) {
    at = bytes.writeInt32BE(value === undefined ? absent : 8, at);
    if (value !== undefined) at = bytes.writeBigInt64BE(integerOf(value), at);
  }
  return parameter(bytes.subarray(0, at));
}

/** An array's header: one dimension from 1, in which nulls may occur. An empty array has no dimension. */
function arrayOf(type: keyof typeof oids, length: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oids[type], 8);
  bytes.writeInt32BE(length, 12);
  bytes.writeInt32BE(1, 16);
  return length === 0 ? bytes.subarray(0, 12) : bytes;
}

/** The driver sends a buffer as it is, in the binary format; the type of parameters names only what it writes out. */
const parameter = (bytes: Buffer): SqlValue => bytes as unknown as SqlValue;
