import { expect, it } from "vitest";
import type { StoredEvent } from "../../api/events.ts";
import { correctionOf, draftOf } from "./correction-draft.ts";

const event: StoredEvent = {
  id: "e-1",
  source: "api",
  type: "call",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  receivedAt: "2026-01-05T10:00:01Z",
  data: { tokens: 10 },
  status: "standing",
};
const draft = draftOf(event);
const name = { source: "api", id: "e-1" };

it("says what is new, and nothing where nothing is", () => {
  expect(correctionOf(event, "replace", draft)).toBeUndefined();
  expect(correctionOf(event, "replace", { ...draft, customer: " c-2 ", reason: "moved" })).toEqual({
    replace: name,
    with: { customer: "c-2" },
    reason: "moved",
  });
  expect(correctionOf(event, "replace", { ...draft, data: '{"tokens": 7}' })).toEqual({
    replace: name,
    with: { data: { tokens: 7 } },
  });
});

it("takes no data that is no object", () => {
  for (const data of ["", "[1]", "null", "{tokens: 1}"])
    expect(correctionOf(event, "replace", { ...draft, data })).toBeUndefined();
});

it("voids, and brings back what is void", () => {
  expect(correctionOf(event, "void", draft)).toEqual({ void: name });
  expect(correctionOf({ ...event, status: "voided" }, "replace", draft)).toEqual({
    replace: name,
    with: { customer: "c-1" },
  });
});
