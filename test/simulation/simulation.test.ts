import { describe, expect, it } from "vitest";
import { factShapes } from "../../src/account/fact-shape.ts";
import type { LineKind } from "../../src/account/invoice.ts";
import type { AccountMovement } from "../../src/account/step.ts";
import { propertyRuns, propertySeed } from "../property.ts";
import { proofs } from "./proofs.ts";
import { shorterStory } from "./shorter.ts";
import { type Lived, liveStory } from "./story.ts";

/** Two customers and two departments each, for so many years: longer in a soak. */
const stories = 16 * propertyRuns;
const years = propertyRuns > 1 ? 5 : 2;
const accountYears = stories * 2 * years;

/** What a story broke, while it was lived or by what came of it; each proof in its turn. */
const faultsOf = (lived: Lived): readonly string[] => {
  const { broken, seed } = lived;
  if (broken !== undefined) return [broken.by, ...broken.words];
  return proofs.flatMap(({ of, oneOf, find }) =>
    seed % oneOf === 0 ? find(lived).map((fault) => `${of}: ${fault}`) : [],
  );
};

/** The facts and events of a life that breaks, as few as break it, one a line. */
const storyOf = (lived: Lived): string =>
  shorterStory(lived)
    .map((moment) => JSON.stringify("fact" in moment ? moment.fact : moment))
    .join("\n");

/** What happened, and how often. */
const met = new Map<string, number>();

function meet(what: string, count = 1): void {
  met.set(what, (met.get(what) ?? 0) + count);
}

function meetAll({ told, living }: Lived): void {
  for (const [fact, count] of told) meet(`fact ${fact}`, count);
  for (const one of living.happenings) {
    if (one.kind === "movement") meet(`movement ${one.movement.kind}`);
    if (one.kind !== "document") continue;
    meet(`document ${one.invoice.kind}`);
    for (const { kind } of one.invoice.lines) meet(`line ${kind}`);
  }
}

/**
 * Every kind of movement and of line, so that a new one asks for its deeds. Accounts sell credits with invoices: a purchase
 * without one is for callers of the library.
 */
const movementKinds: Readonly<Record<Exclude<AccountMovement["kind"], "credit-purchase">, true>> = {
  payment: true,
  "credit-note": true,
  "credit-application": true,
  refund: true,
  "payment-reversal": true,
  reapplication: true,
  "write-off": true,
  "write-off-reversal": true,
  recovery: true,
  "dispute-opened": true,
  "dispute-won": true,
  "dispute-lost": true,
  "credit-grant": true,
  "credit-burn": true,
  "credit-release": true,
  "credit-expiry": true,
  "credit-void": true,
  "credit-breakage": true,
  delivery: true,
  allocation: true,
};
const lineKinds: Readonly<Record<LineKind, true>> = {
  recurring: true,
  usage: true,
  capacity: true,
  licence: true,
  maintenance: true,
  "late-usage": true,
  "one-off": true,
  milestone: true,
  "unused-time": true,
  "termination-fee": true,
  "dunning-fee": true,
  credits: true,
  "service-credit": true,
  "true-up": true,
  rebate: true,
};

describe("businesses that live by chance", () => {
  it(
    "hold what must hold after every step, and replay to the same bytes, books, movements and use",
    () => {
      let steps = 0;
      let living = 0;
      for (let story = 0; story < stories; story += 1) {
        const seed = propertySeed + story;
        const started = process.cpuUsage();
        const lived = liveStory(seed, years);
        const { user, system } = process.cpuUsage(started);
        living += user + system;
        const faults = faultsOf(lived);
        const shorter = lived.broken === undefined ? "" : storyOf(lived);
        expect({ seed, faults, shorter }).toEqual({ seed, faults: [], shorter: "" });
        steps += lived.living.steps();
        meetAll(lived);
      }
      const rate = Math.round(accountYears / (living / 60_000_000));
      if (propertyRuns > 1)
        console.log(
          `${accountYears} account-years, ${steps} steps; ${rate} lived a minute of one core`,
        );
      expect(steps).toBeGreaterThan(accountYears * 20);
    },
    60_000 + stories * years * 10_000,
  );

  it("meet every kind of fact, accepted, and every kind of movement, line and document", () => {
    const kinds = [
      ...Object.keys(factShapes).map((kind) => `fact ${kind}`),
      ...Object.keys(movementKinds).map((kind) => `movement ${kind}`),
      ...Object.keys(lineKinds).map((kind) => `line ${kind}`),
      "document invoice",
      "document credit-note",
      "fact void",
      "fact replace",
    ];
    expect(kinds.filter((kind) => (met.get(kind) ?? 0) === 0)).toEqual([]);
  });
});
