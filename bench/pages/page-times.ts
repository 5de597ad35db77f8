import type { Page, Request } from "playwright-core";
import { visit } from "../../test/browser/visit.ts";
import { median } from "../measure.ts";

/** How long one page takes. */
export interface PageTime {
  readonly path: string;
  /** Until it asks nothing more and its thread rests, each time it was opened. */
  readonly openedMs: readonly number[];
  /** What it waits for longest: a request to the API, of the slowest time. */
  readonly slowest: { readonly request: string; readonly ms: number } | undefined;
}

/** The middle of the times. */
export const middleMs = ({ openedMs }: PageTime): number => median(openedMs);

/** Opens a page anew so many times, as who follows a link from elsewhere does. */
export async function timePage(
  page: Page,
  origin: string,
  path: string,
  times: number,
): Promise<PageTime> {
  const openedMs: number[] = [];
  let slowest: PageTime["slowest"];
  const look = (request: Request) => {
    const { pathname, search } = new URL(request.url());
    const ms = request.timing().responseEnd;
    if (!pathname.startsWith("/v1/") || ms <= (slowest?.ms ?? 0)) return;
    slowest = { request: `${pathname}${search}`, ms };
  };
  page.on("requestfinished", look);
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now();
    // A page that never comes to rest is the worst of all.
    const rests = await visit(page, `${origin}${path}`).then(
      () => true,
      () => false,
    );
    openedMs.push(rests ? performance.now() - startedAt : Number.POSITIVE_INFINITY);
  }
  page.off("requestfinished", look);
  return { path, openedMs, slowest };
}
