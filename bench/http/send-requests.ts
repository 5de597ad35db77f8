import { connect, type Socket } from "node:net";

/** An answer, once all of it is there. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Requests that are written out beforehand, and where they go. */
export interface Sending {
  readonly port: number;
  /** Each has one request under way at a time. */
  readonly connections: number;
  readonly count: number;
  readonly requestAt: (index: number) => Buffer;
  /** Told of every answer: of which request, and how long it took. */
  readonly answered: (index: number, answer: Answer, tookMs: number) => void;
  /** Whether the server is expected to go away: then the sending ends with it, and does not fail. */
  readonly untilGone: boolean;
}

interface Read extends Answer {
  /** Bytes of the answer. */
  readonly length: number;
}

/** Reads one answer from the front of the bytes; undefined while there is more to come. */
function readAnswer(bytes: Buffer): Read | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const stated = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (stated === null) return readChunks(bytes, headEnd + 4, status);
  const length = headEnd + 4 + Number(stated[1]);
  if (bytes.length < length) return undefined;
  return { status, body: bytes.toString("latin1", headEnd + 4, length), length };
}

/** Reads an answer in chunks; the body is kept with the marks between them, which no answer here minds. */
function readChunks(bytes: Buffer, from: number, status: number): Read | undefined {
  const isWhole = bytes.length >= from + 5 && bytes.subarray(-5).equals(lastChunk);
  if (!isWhole) return undefined;
  return { status, body: bytes.toString("latin1", from, bytes.length - 5), length: bytes.length };
}

const lastChunk = Buffer.from("0\r\n\r\n");

interface Connection {
  readonly received: Buffer[];
  current: number;
  sentAt: number;
}

/**
 * Sends requests over keep-alive connections, one at a time on each. Hand-written on sockets: a client library costs as much as
 * a bare server, and what is measured then is the client.
 */
export function sendRequests(sending: Sending): Promise<void> {
  const { port, connections, count, requestAt, answered, untilGone } = sending;
  return new Promise((resolve, reject) => {
    let next = 0;
    let open = connections;

    const sendNext = (socket: Socket, state: Connection): void => {
      if (next >= count) {
        socket.end();
        return;
      }
      state.current = next;
      next += 1;
      state.sentAt = performance.now();
      socket.write(requestAt(state.current));
    };
    const take = (socket: Socket, state: Connection, chunk: Buffer): void => {
      state.received.push(chunk);
      const [only] = state.received;
      const bytes =
        state.received.length === 1 && only !== undefined ? only : Buffer.concat(state.received);
      const answer = readAnswer(bytes);
      if (answer === undefined) return;
      state.received.length = 0;
      answered(state.current, answer, performance.now() - state.sentAt);
      sendNext(socket, state);
    };

    for (let at = 0; at < connections; at += 1) {
      const state: Connection = { received: [], current: 0, sentAt: 0 };
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      socket.on("connect", () => sendNext(socket, state));
      socket.on("data", (chunk) => {
        try {
          take(socket, state, chunk);
        } catch (error) {
          socket.destroy(error as Error);
        }
      });
      socket.on("error", (error) => {
        if (!untilGone) reject(error);
      });
      socket.on("close", () => {
        open -= 1;
        if (open === 0) resolve();
      });
    }
  });
}
