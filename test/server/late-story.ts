import { amend, type StoryEvent, tell, use } from "./story.ts";

type Told = ReturnType<typeof tell>;

const event = (
  id: string,
  customer: string,
  type: string,
  time: string,
  data: StoryEvent["data"],
): StoryEvent => ({ id, source: "late", type, customer, time, ...(data && { data }) });

const operations = (count: number): StoryEvent["data"] => ({ operations: count, region: "eu" });

/** Everything that is told late, twice, in conflict, out of order or before anybody knows the customer. */
export function lateStory(): readonly Told[] {
  return [...lateUsage(), ...contested(), ...latePurchases(), ...corrections()];
}

/** Corrections in time, after the invoice and months later, of every kind of fold; some of them of nothing, or told twice. */
function corrections(): readonly Told[] {
  const of = (id: string) => ({ source: "late", id });
  return [
    amend("2026-02-01T00:45:00Z", { id: "x-grace", void: of("grace") }),
    amend("2026-02-05T10:00:00Z", { id: "x-past", void: of("past-grace"), reason: "a test" }),
    amend("2026-02-05T11:00:00Z", { id: "x-past", void: of("past-grace") }),
    amend("2026-02-25T10:00:00Z", {
      id: "x-load",
      replace: of("late-load"),
      with: { data: { mbps: 12 } },
    }),
    amend("2026-02-26T10:00:00Z", { id: "x-user", void: of("late-user") }),
    amend("2026-02-27T10:00:00Z", { id: "x-gb", void: of("late-gb") }),
    amend("2026-03-12T10:00:00Z", {
      id: "x-two",
      replace: of("two-periods"),
      with: { data: { amount: 3 }, time: "2026-02-04T00:00:00Z" },
    }),
    amend("2026-03-13T10:00:00Z", { replace: of("past-grace"), with: { customer: "e-pay" } }),
    amend("2026-03-14T10:00:00Z", { void: of("nobody-sent-this") }),
    amend("2026-03-14T11:00:00Z", {
      id: "x-op",
      replace: of("late-op"),
      with: { customer: "e-all" },
    }),
    amend("2026-03-15T10:00:00Z", { id: "x-gone", void: of("too-late") }),
    amend("2026-03-16T10:00:00Z", {
      id: "x-bad",
      replace: of("late-node"),
      with: { data: { nodes: "many" } },
    }),
  ];
}

/** Events of closed periods: within the grace window, after it, months after it, and for every kind of fold. */
function lateUsage(): readonly Told[] {
  return [
    // e-pay's periods are months of UTC: 00:30 is within the grace window, 01:00 is its end and so past it.
    use(
      event("grace", "e-pay", "payment", "2026-01-31T23:00:00Z", { amount: 80 }),
      "2026-02-01T00:30:00Z",
    ),
    use(
      event("edge-of-grace", "e-pay", "payment", "2026-01-31T23:10:00Z", { amount: 81 }),
      "2026-02-01T01:00:00Z",
    ),
    use(
      event("past-grace", "e-pay", "payment", "2026-01-02T00:00:00Z", { amount: "500" }),
      "2026-02-03T09:00:00Z",
    ),
    use(
      event("correction", "e-pay", "payment", "2026-01-20T00:00:00Z", { amount: -30 }),
      "2026-02-14T09:00:00Z",
    ),
    use(
      event("two-periods", "e-pay", "payment", "2026-01-03T00:00:00Z", { amount: 7 }),
      "2026-03-11T00:00:00Z",
    ),
    use(
      event("late-gb", "e-york", "stored", "2026-01-15T12:00:00Z", { gb: 9_000 }),
      "2026-02-20T00:00:00Z",
    ),
    use(
      event("late-gb-2", "e-york", "stored", "2026-01-11T12:00:00Z", { gb: 1 }),
      "2026-03-15T00:00:00Z",
    ),
    use(
      event("late-node", "e-auckland", "node-count", "2026-02-02T00:00:00Z", { nodes: 40 }),
      "2026-03-05T00:00:00Z",
    ),
    use(
      event("late-raise", "e-tokyo", "node-count", "2026-01-13T00:00:00Z", { nodes: 12 }),
      "2026-02-10T00:00:00Z",
    ),
    use(
      event("late-op", "e-tokyo", "inference", "2026-01-14T00:00:00Z", operations(25_000_000)),
      "2026-03-02T00:00:00Z",
    ),
    use(
      event("late-user", "e-all", "login", "2026-01-08T00:00:00Z", { user: "u-99" }),
      "2026-02-08T00:00:00Z",
    ),
    use(
      event("late-agent", "e-all", "agents", "2026-01-09T00:00:00Z", { count: 3 }),
      "2026-01-20T00:00:00Z",
    ),
    use(
      event("late-load", "e-all", "load", "2026-01-10T00:00:00Z", { mbps: 999 }),
      "2026-02-21T00:00:00Z",
    ),
    use(
      event("late-gb-3", "e-all", "transfer", "2026-01-11T00:00:00Z", {
        gb: 77,
        direction: "out",
        region: "eu",
      }),
      "2026-02-22T00:00:00Z",
    ),
    // The subscription that reads it ended before this came in: nothing will bill it any more.
    use(
      event("too-late", "e-moves", "inference", "2026-01-05T00:00:00Z", operations(5)),
      "2026-02-12T00:00:00Z",
    ),
    use(event("after-end", "e-auckland", "node-count", "2026-03-25T00:00:00Z", { nodes: 1 })),
    use(event("nobody", "e-nobody", "inference", "2026-01-05T00:00:00Z", operations(5))),
    use(event("unmetered", "e-pay", "sneeze", "2026-01-05T00:00:00Z", undefined)),
    use(event("not-bought", "e-pay", "inference", "2026-01-05T00:00:00Z", operations(5))),
  ];
}

/** One identity told more than once: the same again, with another time, with another content. */
function contested(): readonly Told[] {
  const first = event("twice", "e-pay", "payment", "2026-02-10T10:00:00Z", {
    amount: 60,
    note: "a",
  });
  return [
    use(first),
    // A retry that is stamped anew, into the next period: the first stays.
    use({ ...first, time: "2026-03-02T10:00:00Z" }),
    use({ ...first, data: { note: "a", amount: 60 } }, "2026-03-03T10:00:00Z"),
    use({ ...first, data: { amount: 61 } }, "2026-02-10T12:00:00Z"),
    use({ ...first, customer: "e-york" }, "2026-02-11T12:00:00Z"),
    use({ ...first, source: "other" }),
    // 40 days later, and an hour before the month ends.
    use({ ...first, time: "2026-03-22T10:00:00Z" }, "2026-03-22T10:30:00Z"),
  ];
}

/** Purchases told after their start, at odd moments, and customers that come after their usage. */
function latePurchases(): readonly Told[] {
  const inference = (id: string, customer: string, time: string): Told =>
    use(event(id, customer, "inference", time, operations(30_000_000)));
  return [
    inference("early-1", "e-later", "2026-01-10T00:00:00Z"),
    inference("early-2", "e-later", "2026-01-20T00:00:00Z"),
    inference("early-3", "e-later", "2026-02-20T00:00:00Z"),
    tell("2026-02-25T10:00:00.250Z", {
      fact: "customer",
      id: "e-later",
      name: "Later",
      timeZone: "Asia/Tokyo",
    }),
    tell("2026-02-25T10:00:00.250Z", {
      fact: "subscription",
      id: "s-later",
      customer: "e-later",
      plan: "developer",
      cadence: "monthly",
      start: "2026-01-15",
    }),
    inference("early-4", "e-later", "2026-02-26T00:00:00Z"),
    // Within the grace window of another subscription's closed period, and on the same account.
    tell("2026-02-01T00:30:00Z", {
      fact: "subscription",
      id: "s-pay-team",
      customer: "e-pay",
      plan: "team",
      cadence: "monthly",
      start: "2026-02-01",
    }),
    tell("2026-02-01T00:40:00Z", {
      fact: "sale",
      id: "w-pay",
      customer: "e-pay",
      offer: "training",
      date: "2026-01-30",
      quantity: 3,
    }),
    // At the very instant at which others are billed, by customers that come before and after them.
    ...["a-first", "z-last"].flatMap((id) => [
      tell("2026-02-10T00:00:00Z", { fact: "customer", id, name: id }),
      tell("2026-02-10T00:00:00Z", {
        fact: "subscription",
        id: `s-${id}`,
        customer: id,
        plan: "developer",
        cadence: "monthly",
        start: "2026-02-10",
      }),
      tell("2026-03-10T00:00:00Z", {
        fact: "subscription",
        id: `s-${id}-people`,
        customer: id,
        plan: "people",
        start: "2026-02-17",
      }),
    ]),
    // Refused: another customer has that id; the plan's meter is billed already.
    tell("2026-02-12T00:00:00Z", { fact: "customer", id: "e-pay", name: "Somebody else" }),
    tell("2026-02-12T00:00:00Z", {
      fact: "subscription",
      id: "s-clash",
      customer: "e-moves",
      plan: "developer",
      cadence: "monthly",
      start: "2026-02-12",
    }),
  ];
}
