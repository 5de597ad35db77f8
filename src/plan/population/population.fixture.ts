import fc from "fast-check";
import type { PopulationDrivers } from "./population-drivers.ts";

/** The drivers of a segment with two plans that go on and one thing that is bought once, by chance. */
export const anyDrivers: fc.Arbitrary<PopulationDrivers> = fc
  .record({
    months: fc.integer({ min: 1, max: 40 }),
    opening: fc.double({ min: 0, max: 60, noNaN: true }),
    arrivals: fc.double({ min: 0, max: 30, noNaN: true }),
    growth: fc.double({ min: -0.05, max: 0.1, noNaN: true }),
    target: fc.boolean(),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    once: fc.double({ min: 0, max: 1, noNaN: true }),
    loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
    move: fc.double({ min: 0, max: 0.2, noNaN: true }),
    period: fc.constantFrom(1, 3, 12),
  })
  .map(({ months, opening, arrivals, growth, target, share, once, loss, move, period }) => ({
    months,
    opening,
    arrivals: target
      ? {
          kind: "target",
          customersAt: (month) => opening + arrivals * month * (1 + growth),
          counted: new Set(["a", "b"]),
        }
      : { kind: "new", newIn: (month) => arrivals * (1 + growth) ** month },
    purchases: [
      {
        id: "a",
        lasting: true,
        shareIn: () => share,
        period: 1,
        lossAt: () => loss,
        moves: [{ to: "b", rateIn: () => move }],
      },
      {
        id: "b",
        lasting: true,
        shareIn: () => 1 - share,
        period,
        lossAt: (renewal) => loss / renewal,
        moves: [],
      },
      { id: "once", lasting: false, shareIn: () => once, period: 1, lossAt: () => 0, moves: [] },
    ],
  }));
