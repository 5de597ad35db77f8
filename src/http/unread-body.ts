import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

/** How much of an unwanted body is read and dropped, and for how long. */
export interface DropBounds {
  readonly bytesMax: number;
  /** Until the next bytes, and in all. */
  readonly idleMs: number;
  readonly totalMs: number;
}

const bounds: DropBounds = { bytesMax: 16 * 1_048_576, idleMs: 1_000, totalMs: 10_000 };

/**
 * Reads and drops the rest of a body that nobody wants, within bounds, and answers whether that was all of it.
 *
 * A connection that is closed while bytes still come in is reset, and the reset can take an answer with it that its
 * receiver has not read yet. So the answer is sent, the rest read past, and only then the connection closed: what nginx
 * does under `lingering_close`, and Go's net/http with the rest of a body.
 */
export function dropRest(
  request: IncomingMessage,
  { bytesMax, idleMs, totalMs }: DropBounds = bounds,
): Promise<boolean> {
  if (isRead(request)) return Promise.resolve(true);
  return new Promise((resolve) => {
    let dropped = 0;
    const end = (isWhole: boolean) => (): void => {
      clearTimeout(idle);
      clearTimeout(total);
      request.off("data", drop);
      request.pause();
      resolve(isWhole);
    };
    const [whole, partly] = [end(true), end(false)];
    const idle = setTimeout(partly, idleMs);
    const total = setTimeout(partly, totalMs);
    const drop = (chunk: Buffer): void => {
      dropped += chunk.length;
      if (dropped > bytesMax) partly();
      else idle.refresh();
    };
    request.on("data", drop).once("end", whole).once("close", partly).once("error", partly);
    request.unpipe();
    request.resume();
  });
}

/** Whether all of a body has come in. */
export const isRead = (request: IncomingMessage): boolean =>
  request.complete || request.readableEnded || request.destroyed;

/** An answer of known length that is sent at once and ended when the rest of the body was dropped. */
export function answerBeforeRest(request: IncomingMessage, answer: string): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from(answer);
      await dropRest(request);
    })(),
  );
}

/** Drops the rest of a body whose answer is under way; a sender that goes on past the bounds is cut off after it. */
export async function dropRestOrClose(request: IncomingMessage): Promise<void> {
  if (!(await dropRest(request))) request.socket.destroySoon();
}
