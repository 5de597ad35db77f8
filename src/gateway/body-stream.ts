import type { Readable, Writable } from "node:stream";
import type { BodyFields } from "./measure/body-fields.ts";

/** What a body came to. */
export interface PassedBody {
  readonly bytes: number;
  /** Whether all of it came, as its sender announced it. */
  readonly whole: boolean;
}

/** How a body is passed on. */
export interface Passing {
  readonly fields: BodyFields;
  /** How many bytes were announced; undefined where its end is told otherwise. */
  readonly announced: number | undefined;
  /** Whether the sender is read to its end, for nobody, where the receiver is gone; else it is broken off too. */
  readonly readOn: boolean;
  /** Waited for before the receiver can know that the body has ended; throws where it must not. */
  readonly beforeEnd: (body: PassedBody) => Promise<void>;
}

/**
 * Passes a body on piece by piece, no faster than its receiver takes it, and measures it. The piece that completes an announced
 * length, and otherwise the end, is held back until `beforeEnd` has returned. Returns once it has ended or either side broke off.
 */
export async function passBody(
  from: Readable,
  to: Writable,
  { fields, announced, readOn, beforeEnd }: Passing,
): Promise<PassedBody> {
  let bytes = 0;
  let told = false;
  const tell = async (whole: boolean): Promise<void> => {
    if (told) return;
    told = true;
    await beforeEnd({ bytes, whole });
  };
  const gone = (): void => {
    if (!to.writableFinished && !readOn) from.destroy();
  };
  to.once("close", gone);
  try {
    if (to.destroyed) {
      gone();
      throw new Error("the receiver is gone");
    }
    for await (const piece of from.iterator({
      destroyOnReturn: !readOn,
    }) as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      const waiting = fields.push(piece);
      if (waiting !== undefined) await waiting;
      if (bytes === announced) await tell(true);
      if (to.destroyed) throw new Error("the receiver is gone");
      const flows = to.write(piece);
      // The receiver has all of it now, whatever becomes of the sender.
      if (bytes === announced) to.end();
      else if (!flows) await drained(to);
    }
    await tell(true);
    to.end();
    return { bytes, whole: true };
  } catch {
    await tell(false).catch(() => undefined);
    if (!to.writableEnded) to.destroy();
    if (readOn) from.resume();
    return { bytes, whole: false };
  } finally {
    to.off("close", gone);
  }
}

const drained = (to: Writable): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      to.off("drain", end);
      to.off("close", end);
      resolve();
    };
    to.on("drain", end);
    to.on("close", end);
    if (to.destroyed) end();
  });
