import type { SubscriptionPhase } from "../../api/subscriptions.ts";

/** A phase as a part of the strip, in percent of its width; `free` is the part of the phase that is not paid for. */
export interface PhaseBar {
  readonly phase: SubscriptionPhase;
  readonly left: number;
  readonly width: number;
  readonly free: number;
}

const day = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;

/** Days that an open end is drawn for, so that it is seen to go on. */
const openDays = 30;

/** Lays phases out on one line of time, from the first day to the last that is known, today within it. */
export function layOutPhases(
  phases: readonly SubscriptionPhase[],
  today: string,
): { readonly bars: readonly PhaseBar[]; readonly now: number } {
  const now = day(today);
  const first = Math.min(now, ...phases.map(({ from }) => day(from)));
  const known = phases.flatMap(({ from, to }) => [day(from), ...(to === null ? [] : [day(to)])]);
  const last = Math.max(now, ...known) + openDays;
  const place = (at: number): number => ((at - first) / (last - first)) * 100;
  const bars = phases.map((phase) => {
    const from = day(phase.from);
    const to = phase.to === null ? last : day(phase.to);
    const paid = phase.trialUntil === null ? from : Math.min(day(phase.trialUntil), to);
    const free = to === from ? 0 : ((paid - from) / (to - from)) * 100;
    return { phase, left: place(from), width: place(to) - place(from), free };
  });
  return { bars, now: place(now) };
}
