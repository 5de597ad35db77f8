import { once } from "node:events";
import type pg from "pg";

/** What is sent on at once. */
const blockBytes = 65_536;
/** Blocks that may wait for whoever takes them; more hold the server back. */
const blocksMax = 4;

/** The part of a connection that copies need; `pg` has it, and its types do not. */
interface CopyConnection {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** Answers of the server that a copy has no use for. */
const ignored = {
  handleRowDescription: () => {},
  handleDataRow: () => {},
  handleEmptyQuery: () => {},
  handlePortalSuspended: () => {},
};

/**
 * What `copy … to stdout` gives, in blocks that end anywhere. A slow reader holds the server back. The connection is of no more use
 * where the reader stops before the end. `client` must not be of a pool that pipelines.
 */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer> {
  const blocks: Buffer[] = [];
  let block = Buffer.allocUnsafe(blockBytes);
  let used = 0;
  let connection: CopyConnection | undefined;
  let failure: { readonly error: unknown } | undefined;
  let ended = false;
  let wake = (): void => {};
  const pass = (full: Buffer): void => {
    blocks.push(full);
    if (blocks.length >= blocksMax) connection?.stream.pause();
    wake();
  };
  const passBlock = (): void => {
    if (used === 0) return;
    const full = block.subarray(0, used);
    block = Buffer.allocUnsafe(blockBytes);
    used = 0;
    pass(full);
  };
  client.query({
    ...ignored,
    submit: (opened: CopyConnection) => {
      connection = opened;
      connection.query(text);
    },
    // The bytes are the parser's own and will be written over.
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
      if (used + chunk.length > blockBytes) passBlock();
      if (chunk.length > blockBytes) pass(Buffer.from(chunk));
      else used += chunk.copy(block, used);
    },
    handleCommandComplete: passBlock,
    handleReadyForQuery: () => {
      ended = true;
      wake();
    },
    handleError: (error: unknown) => {
      failure = { error };
      wake();
    },
  } as unknown as pg.Submittable);
  for (;;) {
    const next = blocks.shift();
    if (next !== undefined) {
      yield next;
      if (blocks.length === 0) connection?.stream.resume();
    } else if (failure !== undefined) throw failure.error;
    else if (ended) return;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
}

/** Sends rows to `copy … from stdin`. What the rows throw ends the statement and is thrown, and so is what the server refuses. */
export async function copyIn(
  client: pg.Client,
  text: string,
  rows: AsyncIterable<Uint8Array>,
): Promise<void> {
  let refused = false;
  let begin = (_: CopyConnection | undefined): void => {};
  const begun = new Promise<CopyConnection | undefined>((resolve) => {
    begin = resolve;
  });
  const ended = new Promise<void>((resolve, reject) => {
    client.query({
      ...ignored,
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse: begin,
      handleCommandComplete: () => {},
      handleReadyForQuery: () => resolve(),
      handleError: (error: unknown) => {
        refused = true;
        reject(error);
        begin(undefined);
      },
    } as unknown as pg.Submittable);
  });
  ended.catch(() => {});
  const connection = await begun;
  if (connection === undefined) return ended;
  try {
    for await (const block of rows) {
      if (refused) break;
      connection.sendCopyFromChunk(block);
      if (connection.stream.writableNeedDrain)
        await Promise.race([once(connection.stream, "drain"), ended]);
    }
  } catch (error) {
    if (!refused) connection.sendCopyFail("the rows broke off");
    await ended.catch(() => {});
    throw error;
  }
  if (!refused) connection.endCopyFrom();
  return ended;
}
