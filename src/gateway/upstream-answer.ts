import type http from "node:http";

/** The answer's head, or why there is none. */
export const answerOf = (
  request: http.ClientRequest,
  silenceMsMax: number,
): Promise<http.IncomingMessage | "upstream-timeout" | "upstream-unreachable"> =>
  new Promise((resolve) => {
    request.setTimeout(silenceMsMax, () => {
      resolve("upstream-timeout");
      request.destroy();
    });
    request.once("response", resolve);
    request.on("error", () => resolve("upstream-unreachable"));
    request.once("close", () => resolve("upstream-unreachable"));
  });

/** Whether an answer says that what should have answered could not. */
export const isAway = ({ statusCode = 502 }: http.IncomingMessage): boolean =>
  statusCode >= 502 && statusCode <= 504;

/** Whether a body comes behind the head of an answer. */
export const hasBody = (
  request: http.IncomingMessage,
  { statusCode, headers }: http.IncomingMessage,
) =>
  request.method !== "HEAD" &&
  statusCode !== 204 &&
  statusCode !== 304 &&
  headers["content-length"] !== "0";
