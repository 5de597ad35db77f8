import { describe, expect, it } from "vitest";
import { moneyFactShapes } from "../../src/account/money-fact-shape.ts";
import { propertyRuns, propertySeed } from "../property.ts";
import { closedBooksFaults, movementFaults, replayDifferences } from "./proofs.ts";
import { shorterStory } from "./shorter.ts";
import { type Lived, liveStory } from "./story.ts";

/** Two customers each, for so many years. */
const stories = 16 * propertyRuns;
const years = 2;
const accountYears = stories * 2 * years;

/** What a story broke, while it was lived or by what came of it; each proof in its turn. */
const faultsOf = (lived: Lived): readonly string[] => {
  const { broken, seed } = lived;
  if (broken !== undefined) return [broken.by, ...broken.words];
  // To replay a life takes as long as to live it, and to close its months longer.
  const replayed = seed % 2 === 0 ? replayDifferences(lived) : [];
  const closed = seed % 4 === 0 ? closedBooksFaults(lived) : [];
  return [...replayed, ...closed, ...movementFaults(lived)];
};

/** The facts and events of a life that breaks, as few as break it, one a line. */
const storyOf = ({ kind, living, until }: Lived): string =>
  shorterStory(kind, living, until)
    .map((moment) => JSON.stringify("fact" in moment ? moment.fact : moment.event))
    .join("\n");

describe("businesses that live by chance", () => {
  const told = new Map<string, number>();

  it(
    "hold what must hold after every step, and replay to the same bytes, books and movements",
    () => {
      const started = process.cpuUsage();
      let steps = 0;
      for (let story = 0; story < stories; story += 1) {
        const seed = propertySeed + story;
        const lived = liveStory(seed, years);
        const faults = faultsOf(lived);
        const shorter = lived.broken === undefined ? "" : storyOf(lived);
        expect({ seed, faults, shorter }).toEqual({ seed, faults: [], shorter: "" });
        steps += lived.living.steps();
        for (const [what, count] of lived.told) told.set(what, (told.get(what) ?? 0) + count);
      }
      const { user, system } = process.cpuUsage(started);
      const rate = Math.round(accountYears / ((user + system) / 60_000_000));
      if (propertyRuns > 1)
        console.log(`${accountYears} account-years, ${steps} steps; ${rate} a minute of one core`);
      expect(steps).toBeGreaterThan(accountYears * 20);
    },
    60_000 + stories * 10_000,
  );

  it("tell everything that an account can be told, and accept it", () => {
    const others = [
      "customer vat-check subscription licence sale bundle change cancel pause resume reactivate undo",
      "coupon grant void-grant adjust-grant top-up-rule uptime credit-note",
    ];
    const kinds = [...others.join(" ").split(" "), ...Object.keys(moneyFactShapes)];
    expect(kinds.filter((kind) => (told.get(kind) ?? 0) === 0)).toEqual([]);
  });
});
