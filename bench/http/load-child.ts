import { connect, type Socket } from "node:net";
import { usageEvents } from "./usage-events.ts";
import type { FromLoad, LoadOrder, LoadReport, ToLoad } from "./wire.ts";

/** A request, written out, and the events it brings. */
interface PreparedRequest {
  readonly bytes: Buffer;
  readonly ids: readonly string[];
}

interface Prepared {
  readonly order: LoadOrder;
  readonly requests: readonly PreparedRequest[];
}

function prepare(order: LoadOrder): Prepared {
  const { requests, perRequest, run, until, authorization } = order;
  const events = usageEvents(run, requests * perRequest, until);
  const prepared: PreparedRequest[] = [];
  for (let from = 0; from < events.length; from += perRequest) {
    const part = events.slice(from, from + perRequest);
    const body = Buffer.from(JSON.stringify(perRequest === 1 ? part[0] : part));
    const head = [
      "POST /v1/events HTTP/1.1",
      "host: 127.0.0.1",
      "content-type: application/json",
      `content-length: ${body.length}`,
      ...(authorization === "" ? [] : [`authorization: ${authorization}`]),
      "",
      "",
    ].join("\r\n");
    prepared.push({
      bytes: Buffer.concat([Buffer.from(head), body]),
      ids: part.map(({ id }) => id),
    });
  }
  return { order, requests: prepared };
}

/** An answer, once all of it is there. */
interface Answer {
  readonly status: number;
  readonly body: string;
  /** Bytes of the answer. */
  readonly length: number;
}

/** Reads one answer with a stated length from the front of the bytes; undefined while there is more to come. */
function readAnswer(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const stated = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (stated === null) throw new Error(`an answer without a length: ${head}`);
  const length = headEnd + 4 + Number(stated[1]);
  if (bytes.length < length) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    body: bytes.toString("latin1", headEnd + 4, length),
    length,
  };
}

/** Whether all events of a request were accepted: one says so itself, a batch counts them. */
function isAccepted({ status, body }: Answer, { ids }: PreparedRequest): boolean {
  if (status !== 200) return false;
  return ids.length === 1
    ? body.includes('"status":"accepted"')
    : body.startsWith(`{"accepted":${ids.length},`);
}

/**
 * Sends the requests over keep-alive connections, one at a time on each. Hand-written on sockets: a client library costs
 * as much as a bare server, and what is measured then is the client.
 */
function send({ order, requests }: Prepared, untilGone: boolean): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    let next = 0;
    let open = order.connections;
    let accepted = 0;
    let complaint: string | undefined;
    const ids: string[] = [];

    const finish = (): void => {
      open -= 1;
      if (open > 0) return;
      resolve({
        kind: "done",
        accepted,
        ...(complaint === undefined ? {} : { complaint }),
        ...(untilGone ? { ids } : {}),
      });
    };

    const sendNext = (socket: Socket, state: Connection): void => {
      const request = requests[next];
      if (request === undefined) {
        socket.end();
        return;
      }
      next += 1;
      state.current = request;
      socket.write(request.bytes);
    };

    for (let at = 0; at < order.connections; at += 1) {
      const state: Connection = { received: Buffer.alloc(0), current: undefined };
      const socket = connect({ port: order.port, host: "127.0.0.1", noDelay: true });
      socket.on("connect", () => sendNext(socket, state));
      socket.on("data", (chunk) => {
        state.received =
          state.received.length === 0 ? chunk : Buffer.concat([state.received, chunk]);
        const answer = readAnswer(state.received);
        if (answer === undefined || state.current === undefined) return;
        if (isAccepted(answer, state.current)) {
          accepted += state.current.ids.length;
          if (untilGone) ids.push(...state.current.ids);
        } else {
          complaint ??= `${answer.status} ${answer.body.slice(0, 300)}`;
        }
        state.received = state.received.subarray(answer.length);
        sendNext(socket, state);
      });
      socket.on("error", (error) => {
        if (!untilGone) reject(error);
      });
      socket.on("close", finish);
    }
  });
}

interface Connection {
  received: Buffer;
  current: PreparedRequest | undefined;
}

const reply = (message: FromLoad): void => {
  process.send?.(message);
};

let prepared: Prepared | undefined;

process.on("message", (message: ToLoad) => {
  if (message.kind === "prepare") {
    prepared = prepare(message);
    globalThis.gc?.();
    reply({ kind: "prepared" });
  } else if (prepared !== undefined) {
    send(prepared, message.untilGone).then(reply, (error: unknown) =>
      reply({ kind: "done", accepted: 0, complaint: String(error) }),
    );
  }
});
process.on("disconnect", () => process.exit());
