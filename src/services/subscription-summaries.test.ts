import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import type { CustomerPhase } from "../store/subscription-phases.ts";
import { parseInstant } from "../time/instant.ts";
import { subscriptionSummaries } from "./subscription-summaries.ts";

const at = (day: string) => expectOk(parseInstant(`${day}T00:00:00Z`));

/** A phase of a monthly plan, in UTC. */
const phase = (
  of: number,
  [start, end]: readonly [start: string, end?: string],
  more: Partial<CustomerPhase> = {},
): CustomerPhase => ({
  customer: "c-1",
  timeZone: "UTC",
  subscription: "s-1",
  phase: of,
  plan: "team",
  model: "acme@1",
  startsAt: at(start),
  trialUntil: null,
  endsAt: end === undefined ? null : at(end),
  sequel: end === undefined ? null : "end",
  pausedTo: null,
  anchor: null,
  terms: JSON.stringify({
    ...{ fact: "subscription", id: "s-1", customer: "c-1", plan: "team", cadence: "monthly" },
    ...{ start, ...(end === undefined ? {} : { end }) },
  }),
  ...more,
});

function shown(phases: readonly CustomerPhase[], now: string) {
  const [summary] = subscriptionSummaries(phases, undefined, at(now));
  if (summary === undefined) return undefined;
  const { standing, end, pausedOn, resumesOn, renewsOn, changesOn } = summary;
  return { standing, end, pausedOn, resumesOn, renewsOn, changesOn };
}

const nothing = { end: null, pausedOn: null, resumesOn: null, renewsOn: null, changesOn: null };
const paused = { ...nothing, standing: "paused", pausedOn: "2026-02-10" };

describe("a subscription in a list", () => {
  it("renews on the first day of its next period, and not once it ends", () => {
    const open = { ...nothing, standing: "active", renewsOn: "2026-02-05" };
    expect(shown([phase(1, ["2026-01-05"])], "2026-01-20")).toEqual(open);
    const ending = { ...nothing, standing: "active", end: "2026-02-05" };
    expect(shown([phase(1, ["2026-01-05", "2026-02-05"])], "2026-01-20")).toEqual(ending);
    expect(shown([phase(1, ["2026-01-05"])], "2026-01-01")).toEqual({
      ...nothing,
      standing: "scheduled",
    });
  });

  it("renews with other terms on the day on which they begin", () => {
    const changed = [
      phase(1, ["2026-01-05", "2026-01-25"], { sequel: "change" }),
      phase(2, ["2026-01-25"], { anchor: "2026-01-05" }),
    ];
    const day = { renewsOn: "2026-01-25", changesOn: "2026-01-25" };
    expect(shown(changed, "2026-01-20")).toEqual({ ...nothing, standing: "active", ...day });
    const after = { ...nothing, standing: "active", renewsOn: "2026-02-05" };
    expect(shown(changed, "2026-01-25")).toEqual(after);
  });

  it("has no end in a pause, but that of its terms", () => {
    const open = phase(1, ["2026-01-05", "2026-02-10"], { sequel: "pause" });
    expect(shown([open], "2026-03-01")).toEqual(paused);
    expect(shown([open], "2026-01-20")).toEqual({
      ...paused,
      standing: "active",
      renewsOn: "2026-02-05",
    });
    const bounded = { ...open, pausedTo: at("2026-06-30") };
    expect(shown([bounded], "2026-03-01")).toEqual({ ...paused, end: "2026-06-30" });
    expect(shown([bounded], "2026-07-01")).toEqual({
      ...nothing,
      standing: "ended",
      end: "2026-06-30",
    });
  });

  it("says when a pause is over, where that is known", () => {
    const resumed = [
      phase(1, ["2026-01-05", "2026-02-10"], { sequel: "pause" }),
      phase(2, ["2026-04-01"]),
    ];
    const day = { resumesOn: "2026-04-01", changesOn: "2026-04-01" };
    expect(shown(resumed, "2026-03-01")).toEqual({ ...paused, ...day });
  });
});
