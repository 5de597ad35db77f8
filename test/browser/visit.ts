import type { Page, Request } from "playwright-core";

/**
 * Run in the page: the next frame, and then a moment in which its thread has nothing to do; at most a second, for a page behind another
 * one is given neither. Whether anything is shown by then: before the parts of a page are there nothing is. A frame shows words that are
 * another page's.
 */
const rest = `new Promise((done) => {
  const tell = () =>
    done(document.body.innerText.trim() !== "" || document.querySelector("iframe") !== null);
  setTimeout(tell, 1000);
  requestAnimationFrame(() => requestIdleCallback(tell));
})`;

const underWay = new WeakMap<Page, Set<Request>>();

/** Opens an address, and waits until the page that comes has nothing more to do. */
export async function visit(page: Page, address: string): Promise<void> {
  if (!underWay.has(page)) followRequests(page);
  await page.goto(address);
  await settle(page);
}

/**
 * Waits until a page that was visited asks nothing and does nothing: for three frames on end no request is under way and its
 * thread comes to rest. `networkidle` would wait for half a second of silence instead, each time.
 *
 * @throws where requests are still under way after 90 seconds.
 */
export async function settle(page: Page): Promise<void> {
  const requests = underWay.get(page);
  if (requests === undefined) throw new Error("settle() follows visit()");
  const giveUpAt = performance.now() + 90_000;
  for (let calm = 0; calm < 3; ) {
    if (performance.now() > giveUpAt)
      throw new Error(`still asking: ${[...requests].map((one) => one.url()).join(", ")}`);
    const shows = await page.evaluate<boolean>(rest);
    calm = shows && requests.size === 0 ? calm + 1 : 0;
  }
}

function followRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on("request", (request) => {
    // What tells a page of changes never ends.
    if (request.resourceType() !== "eventsource") requests.add(request);
  });
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
}
