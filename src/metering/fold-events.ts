import type { UsageEvent } from "./usage-event.ts";

/** Whatever usage events fold into: a meter, a charge. */
export interface EventFold<P> {
  readonly empty: P;
  accepts(event: UsageEvent): boolean;
  lift(event: UsageEvent): P;
  merge(left: P, right: P): P;
}

/**
 * The partial of all events that the fold accepts.
 *
 * Partials of equal size are merged, as in a binary counter, in place of one event at a time: associativity makes it the
 * same, and a partial that grows with its events is copied a few times instead of once an event.
 */
export function foldEvents<P>(fold: EventFold<P>, events: Iterable<UsageEvent>): P {
  const pending: P[] = [];
  let folded = 0;
  for (const event of events) {
    if (!fold.accepts(event)) continue;
    pending.push(fold.lift(event));
    folded += 1;
    for (let rest = folded; rest % 2 === 0; rest /= 2) mergeLastTwo(fold, pending);
  }
  while (pending.length > 1) mergeLastTwo(fold, pending);
  return pending[0] ?? fold.empty;
}

function mergeLastTwo<P>(fold: EventFold<P>, pending: P[]): void {
  const [left, right] = pending.splice(-2);
  if (left !== undefined && right !== undefined) pending.push(fold.merge(left, right));
}
