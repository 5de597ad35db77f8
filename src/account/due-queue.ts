import type { Instant } from "../time/instant.ts";

/** An account's turn: when it next matters. */
export interface Turn {
  readonly at: Instant;
  readonly customer: string;
}

/** Accounts in the order they must be ticked: by time, then customer id, which is the order of invoice numbers. */
export interface DueQueue {
  readonly push: (turn: Turn) => void;
  /** The first turn, left where it is; undefined when there is none. */
  readonly first: () => Turn | undefined;
  /** The first turn not after `now`, taken out; undefined when nothing is due. */
  readonly takeDue: (now: Instant) => Turn | undefined;
  readonly size: () => number;
}

/** Whether a turn comes before another. */
export const earlier = (left: Turn, right: Turn): boolean =>
  left.at < right.at || (left.at === right.at && left.customer < right.customer);

/** A binary heap: a hundred thousand accounts cost seventeen comparisons a turn. */
export function createDueQueue(): DueQueue {
  const heap: Turn[] = [];

  const push = (turn: Turn): void => {
    let at = heap.length;
    heap.push(turn);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !earlier(turn, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = turn;
  };

  const sinkFromTop = (turn: Turn): void => {
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      if (left === undefined) break;
      const right = heap[2 * at + 2];
      const rightFirst = right !== undefined && earlier(right, left);
      const child = rightFirst ? right : left;
      if (!earlier(child, turn)) break;
      heap[at] = child;
      at = rightFirst ? 2 * at + 2 : 2 * at + 1;
    }
    heap[at] = turn;
  };

  const takeDue = (now: Instant): Turn | undefined => {
    const first = heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = heap.pop();
    if (last !== undefined && last !== first) sinkFromTop(last);
    return first;
  };

  return { push, first: () => heap[0], takeDue, size: () => heap.length };
}
