import { expect, it } from "vitest";
import { shownPlans } from "./portal-overview.ts";

it("shows every plan that goes on, and of those that are over the five that ended last", () => {
  const ended = Array.from({ length: 8 }, (_, month) => ({
    standing: "ended" as const,
    end: `2025-0${month + 1}-01`,
  }));
  const [active, leaving] = [
    { standing: "active" as const, end: null },
    { standing: "active" as const, end: "2024-01-01" },
  ];
  expect(shownPlans([active, ...ended, leaving])).toEqual([active, ...ended.slice(3), leaving]);
});
