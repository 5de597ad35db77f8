import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal, refusalOf } from "./problem.ts";

/** Bytes a body may have, after unpacking. */
export const bodyBytesMax = 4 * 1_048_576;

/** JSON in its several dresses; the routes decide what each may hold. */
const jsonTypes: readonly string[] = [
  "application/json",
  "application/cloudevents+json",
  "application/cloudevents-batch+json",
];
export const ndjsonType = "application/x-ndjson";

/** A form, as Stripe's clients write it. */
export const formType = "application/x-www-form-urlencoded";

/** Images, each as its bytes. */
export const imageTypes: readonly string[] = ["image/png", "image/jpeg"];

/** Files of banks, each as its bytes. */
export const statementTypes: readonly string[] = [
  "application/xml",
  "text/xml",
  "text/csv",
  "text/plain",
  "application/octet-stream",
];

/** What an image may weigh: as much as a logo. */
const imageBytesMax = 1_000_000;

const unpackers: Readonly<Record<string, () => Transform>> = {
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
  app.addContentTypeParser(
    [...imageTypes],
    { parseAs: "buffer", bodyLimit: imageBytesMax },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser([...statementTypes], { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser(ndjsonType, (_request, payload, done) => done(null, payload));
  app.addHook("preParsing", (request, _reply, payload, done) => {
    const encoding = request.headers["content-encoding"];
    if (encoding === undefined || encoding === "identity") return done(null, payload);
    const unpacker = unpackers[encoding];
    if (unpacker !== undefined) return done(null, unpacked(payload, unpacker()));
    return done(unsupportedEncoding(encoding));
  });
}

const unsupportedEncoding = (encoding: string): Refusal =>
  refusalOf([
    {
      code: "unsupported-encoding",
      path: "/headers/content-encoding",
      message: `the content encoding "${encoding.slice(0, 40)}" is not supported`,
      value: encoding,
      suggestion: `use ${Object.keys(unpackers).join(", ")} or none`,
    },
  ]);

/**
 * The body as it comes out of the unpacker. Fastify counts what comes out against the body limit; what went in is kept
 * for its check against the stated length, and of NDJSON for {@link bodyChunks}.
 */
function unpacked(payload: Readable, unpacker: Transform): Readable {
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
  // Who drops the rest of a body does not want it unpacked either.
  counted.on("unpipe", () => {
    if (!counted.writableFinished) counted.destroy();
  });
  return counted;
}

/** How many times its own size a body may unpack to, once it is past the size that any may have. */
const unpackedRatioMax = 100;

/** A body that came packed, and how much of it has come. */
interface PackedBody extends Readable {
  readonly receivedEncodedLength: number;
}

/** Whether a body that is read as a stream came packed. */
export const isPacked = (body: Readable): body is PackedBody => "receivedEncodedLength" in body;

/**
 * The chunks of a body that is read as a stream. Ends with `inflated-too-large` where what was packed stands in no
 * proportion to what comes out. Who stops reading leaves the rest unread; the connection stays open.
 */
export async function* bodyChunks(body: Readable): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (
      isPacked(body) &&
      size > Math.max(bodyBytesMax, body.receivedEncodedLength * unpackedRatioMax)
    )
      throw new Refusal(
        "inflated-too-large",
        `past ${bodyBytesMax} bytes, a body unpacks to at most ${unpackedRatioMax} times its size`,
        [],
        { connection: "close" },
      );
    yield chunk;
  }
}

const takenAt: Readonly<Record<string, readonly string[]>> = {
  "/v1/events": [...jsonTypes, ndjsonType],
  "/v1/document-settings/logo": imageTypes,
  "/v1/bank-statements": statementTypes,
  "/sandbox/:tenant": [formType],
  "/v1/billing/meter_events": [formType],
  "/v1/billing/meter_event_adjustments": [formType],
};

/** Refuses a body for its type, which the route does not take or nobody knows. */
export function unsupportedMediaType(request: FastifyRequest): Refusal {
  const { "content-type": type } = request.headers;
  const taken = takenAt[request.routeOptions.url ?? ""] ?? jsonTypes;
  const what =
    type === undefined ? "the body has no content type" : "this content type is not taken here";
  return refusalOf([
    {
      code: "unsupported-media-type",
      path: "/headers/content-type",
      message: what,
      ...(type === undefined ? {} : { value: type }),
      suggestion: `send ${taken.join(", ")}`,
    },
  ]);
}

/** The media type of a request, without its parameters. */
export function mediaType(request: FastifyRequest): string {
  const type = request.headers["content-type"] ?? "";
  if (type === "application/json") return type;
  return type.split(";")[0]?.trim().toLowerCase() ?? "";
}
