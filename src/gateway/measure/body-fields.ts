import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { eventStreamFields, jsonLinesFields } from "./event-stream-fields.ts";
import { type FieldTree, fieldTree } from "./field-pointer.ts";
import { type FieldReader, type FoundFields, jsonFields } from "./json-fields.ts";

/** Reads fields of a body that passes, as it was sent. */
export interface BodyFields {
  /** Returns once more may be pushed: at once, except where the body is packed. */
  readonly push: (bytes: Uint8Array) => Promise<void> | undefined;
  /** The body ended: what it held. Of one that is neither JSON nor a stream of it, or packed in an unknown way, nothing. */
  readonly finish: () => Promise<FoundFields>;
}

/** What a body says of itself. */
export interface BodyKind {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

/** A packed body may hold a thousand times its size: what lies behind this is not read. */
const unpackedMax = 256 << 20;

const nothing: BodyFields = { push: () => undefined, finish: async () => new Map() };

function readerOf(contentType: string | undefined, tree: FieldTree): FieldReader | undefined {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/event-stream") return eventStreamFields(tree);
  if (type === "application/x-ndjson" || type === "application/jsonl") return jsonLinesFields(tree);
  return type === "application/json" || /^application\/[\w.-]+\+json$/.test(type)
    ? jsonFields(tree)
    : undefined;
}

function unpackerOf(encoding: string): Transform | undefined {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

/** Reads the fields at these pointers. */
export function bodyFields(kind: BodyKind, pointers: readonly string[]): BodyFields {
  if (pointers.length === 0) return nothing;
  const reader = readerOf(kind.contentType, fieldTree(pointers));
  if (reader === undefined) return nothing;
  const encoding = (kind.contentEncoding ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "")
    return {
      push: (bytes) => {
        reader.push(bytes);
        return undefined;
      },
      finish: async () => reader.finish(),
    };
  const unpacker = unpackerOf(encoding);
  return unpacker === undefined ? nothing : unpacked(unpacker, reader);
}

/** A body that is packed wrongly is read as far as it can be. */
function unpacked(unpacker: Transform, reader: FieldReader): BodyFields {
  let left = unpackedMax;
  let isOpen = true;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isOpen = false;
      resolve();
    };
    unpacker.on("data", (bytes: Uint8Array) => {
      left -= bytes.length;
      if (left >= 0) reader.push(bytes);
      else unpacker.destroy();
    });
    unpacker.once("end", end).once("error", end).once("close", end);
  });
  return {
    push: (bytes) => {
      if (!isOpen || unpacker.write(bytes)) return undefined;
      return Promise.race([ended, new Promise<void>((resolve) => unpacker.once("drain", resolve))]);
    },
    finish: async () => {
      if (isOpen) unpacker.end();
      await ended;
      return reader.finish();
    },
  };
}
