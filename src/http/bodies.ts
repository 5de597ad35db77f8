import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./problem.ts";

/** Bytes a body may have, after unpacking. */
export const bodyBytesMax = 4 * 1_048_576;

/** JSON in its several dresses; the routes decide what each may hold. */
export const jsonTypes: readonly string[] = [
  "application/json",
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
];
export const ndjsonType = "application/x-ndjson";

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Takes bodies as bytes, unpacking gzip, deflate and Brotli on the way with a limit on what comes out, so that a small
 * bomb stops at the limit and not at the end of memory (F62). NDJSON is handed on as a stream.
 */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...jsonTypes], { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser(ndjsonType, (_request, payload, done) => done(null, payload));
  app.addHook("preParsing", async (request, _reply, payload) => {
    const encoding = request.headers["content-encoding"];
    if (encoding === undefined || encoding === "identity") return payload;
    const unpacker = unpackers[encoding];
    if (unpacker === undefined)
      throw new Refusal(
        "unsupported-encoding",
        `the content encoding "${encoding.slice(0, 40)}" is not supported; use gzip, br, deflate or none`,
      );
    return unpacked(payload, unpacker());
  });
}

/**
 * The body as it comes out of the unpacker. Fastify counts what comes out against the body limit; what went in is kept
 * for its check against the stated length. NDJSON has a limit for each line instead.
 */
function unpacked(payload: Readable, unpacker: NodeJS.ReadWriteStream & Readable): Readable {
  const counted = Object.assign(payload.pipe(unpacker), { receivedEncodedLength: 0 });
  payload.on("data", (chunk: Buffer) => {
    counted.receivedEncodedLength += chunk.length;
  });
  payload.on("error", (error) => counted.destroy(error));
  // A damaged body is answered once; the rest of it is read past, or the connection would wait for a reader for ever.
  counted.on("error", () => {
    payload.unpipe(counted);
    payload.resume();
  });
  return counted;
}

/** The media type of a request, without its parameters. */
export const mediaType = (request: FastifyRequest): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
