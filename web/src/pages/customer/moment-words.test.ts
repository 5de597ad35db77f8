import { expect, it } from "vitest";
import { kindsOf } from "../../../../src/services/accounts/timeline-kinds.ts";
import { momentTitle } from "./moment-words.ts";

it("the console has words for every kind of moment that the server tells of", () => {
  const { facts, movements } = kindsOf(undefined);
  const moment = { at: "2026-01-01T00:00:00Z", group: "subscription", note: null } as const;
  const unnamed = [...facts, ...movements].filter(
    (kind) =>
      momentTitle({ ...moment, kind } as unknown as Parameters<typeof momentTitle>[0], false) ===
      kind,
  );
  expect(unnamed).toEqual([]);
});
