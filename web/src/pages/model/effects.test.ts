import { describe, expect, it } from "vitest";
import type { ModelEffects } from "../../api/models.ts";
import { addedEffects, askOn } from "./effects.ts";

const page = (
  customer: string,
  before: string,
  after: string,
  difference: string,
): ModelEffects => ({
  move: "none",
  from: "acme@1",
  to: "acme@2",
  customers: 3,
  looked: 1,
  changed: 1,
  unchanged: 0,
  without: 0,
  failed: 0,
  totals: [{ currency: "USD", before, after, difference }],
  movers: [
    {
      customer,
      name: customer,
      currency: "USD",
      documents: { before: 1, after: 1 },
      before,
      after,
      difference,
      lines: [],
      linesLeftOut: 0,
    },
  ],
  failures: [],
  staying: { paused: 1 },
  next: null,
});

describe("the effects of two pages", () => {
  it("add up to the last cent, whoever is moved most first", () => {
    const first = { ...page("c-1", "0.10", "0.30", "0.20"), next: "more" };
    const both = addedEffects(
      first,
      page("c-2", "90071992547409.93", "0.00", "-90071992547409.93"),
    );
    expect(both).toMatchObject({
      customers: 3,
      looked: 2,
      changed: 2,
      staying: { paused: 2 },
      next: null,
      totals: [
        {
          currency: "USD",
          before: "90071992547410.03",
          after: "0.30",
          difference: "-90071992547409.73",
        },
      ],
    });
    expect(both.movers.map(({ customer }) => customer)).toEqual(["c-2", "c-1"]);
  });

  it("keeps currencies apart", () => {
    const other = page("c-3", "1.00", "2.00", "1.00");
    const euros = { ...other, totals: [{ ...other.totals[0], currency: "EUR" }] } as ModelEffects;
    const both = addedEffects(page("c-1", "1.00", "1.00", "0.00"), euros);
    expect(both.totals.map(({ currency, after }) => `${after} ${currency}`)).toEqual([
      "1.00 USD",
      "2.00 EUR",
    ]);
  });
});

describe("asking for page after page", () => {
  const pages = ["c-1", "c-2", "c-3"].map((customer, place) => ({
    ...page(customer, "1.00", "2.00", "1.00"),
    next: place === 2 ? null : String(place + 1),
  }));
  const answer = (cursor: string | undefined): ModelEffects => {
    const found = pages[Number(cursor ?? 0)];
    if (found === undefined) throw new Error(`no page ${cursor}`);
    return found;
  };

  it("keeps what was found when it is stopped, and goes on from there to the same sums", async () => {
    const asked: (string | undefined)[] = [];
    let halt = new AbortController();
    const asking = (before: ModelEffects | undefined, stopAt?: string) =>
      askOn({
        ask: async (cursor, signal) => {
          asked.push(cursor);
          if (cursor === stopAt && stopAt !== undefined) halt.abort();
          signal?.throwIfAborted();
          return answer(cursor);
        },
        before,
        stopping: () => halt.signal,
        onGrown: () => {},
      });
    const stopped = await asking(undefined, "2");
    expect([stopped.looked, stopped.next]).toEqual([2, "2"]);
    expect(await asking(stopped)).toBe(stopped);
    halt = new AbortController();
    const whole = await asking(stopped);
    expect(asked).toEqual([undefined, "1", "2", "2"]);
    expect(whole).toEqual(await asking(undefined));
    expect([whole.looked, whole.next, whole.totals[0]?.difference]).toEqual([3, null, "3.00"]);
  });

  it("fails where the answer fails", async () => {
    const failing = askOn({
      ask: async (cursor) => {
        if (cursor === "1") throw new Error("no");
        return answer(cursor);
      },
      before: undefined,
      stopping: () => new AbortController().signal,
      onGrown: () => {},
    });
    await expect(failing).rejects.toThrow("no");
  });
});
