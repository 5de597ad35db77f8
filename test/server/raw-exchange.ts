import { connect, type Socket } from "node:net";

/** What came back on a connection, as text, and whether the server closed it. */
export interface Exchange {
  readonly text: string;
  /** The status of the first answer; undefined where none came. */
  readonly status: number | undefined;
  /** The body of the first answer as JSON. */
  readonly json: unknown;
  /** Bytes that the server took before it closed. */
  readonly bytesSent: number;
}

/** Sends bytes as they are on a connection of their own, until the server closes it; for at most a minute. */
export function exchange(
  origin: string,
  send: (socket: Socket) => void | Promise<void>,
): Promise<Exchange> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    const end = (): void => {
      clearTimeout(timer);
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
      resolve({
        text,
        status: status === undefined ? undefined : Number(status),
        json: bodyOf(text),
        bytesSent: socket.bytesWritten,
      });
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the server kept the connection open: ${text}`));
    }, 60_000);
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    // A server that refuses may close while we still send.
    socket.on("error", () => {});
    socket.on("close", end);
    socket.on("connect", () => {
      Promise.resolve(send(socket)).catch(reject);
    });
  });
}

/** Waits until a socket takes more, or is closed. */
export function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      socket.off("drain", go).off("close", go);
      resolve();
    };
    socket.on("drain", go).on("close", go);
  });
}

function bodyOf(text: string): unknown {
  const body = text.slice(text.indexOf("\r\n\r\n") + 4);
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
