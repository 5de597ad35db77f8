import http from "node:http";
import https from "node:https";

/** Whether an upstream answers a GET in time and below 400. Its connection is its own, so that it is not one that just works. */
export const checkService = (url: URL, withinMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = (url.protocol === "https:" ? https : http).get(
      url,
      { agent: false, headers: { "user-agent": "florin-gateway" } },
      (response) => {
        const { statusCode = 500 } = response;
        resolve(statusCode < 400);
        response.resume();
        response.on("error", () => undefined);
      },
    );
    const late = setTimeout(() => {
      resolve(false);
      request.destroy();
    }, withinMs);
    request.on("error", () => resolve(false));
    request.once("close", () => clearTimeout(late));
  });

/** Where a check asks: the upstream's own path, and the check's below it. */
export function checkUrl(upstream: string, path: string): URL {
  const url = new URL(upstream);
  url.pathname = `${url.pathname.replace(/\/$/, "")}${path}`;
  return url;
}
