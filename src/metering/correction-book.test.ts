import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import type { Instant } from "../time/instant.ts";
import { correctionBook } from "./correction-book.ts";
import type { EventChange, ReceivedCorrection } from "./event-correction.ts";
import { standingEvent } from "./event-history.ts";
import type { UsageEvent } from "./usage-event.ts";

const noFaults = () => [];

const eventAt = (id: string, receivedAt?: Instant): UsageEvent => ({
  id,
  source: "api",
  type: "inference",
  customer: "c-1",
  time: 5,
  data: { units: 1 },
  ...(receivedAt === undefined ? {} : { receivedAt }),
});

const voiding = (id: string, of: string, receivedAt: Instant): ReceivedCorrection => ({
  id,
  kind: "void",
  of: { source: "api", id: of },
  receivedAt,
});

const replacing = (
  id: string,
  of: string,
  receivedAt: Instant,
  change: EventChange,
): ReceivedCorrection => ({ ...voiding(id, of, receivedAt), kind: "replace", change });

describe("a correction book", () => {
  it("leaves alone what nobody corrects", () => {
    const book = correctionBook(noFaults);
    book.add(voiding("x", "other", 20));
    const event = eventAt("e", 10);
    expect(book.historyOf(event)).toEqual([{ event }]);
    expect(book.refused().map(({ faults }) => faults[0]?.code)).toEqual(["unknown-event"]);
  });

  it("tells what an event said, and until when", () => {
    const book = correctionBook(noFaults);
    const event = eventAt("e", 10);
    book.add(voiding("x-3", "e", 40));
    book.add(replacing("x-1", "e", 20, { data: { units: 2 } }));
    book.add(replacing("x-2", "e", 30, { customer: "c-2" }));
    const second = { ...event, data: { units: 2 }, receivedAt: 20 };
    expect(book.historyOf(event)).toEqual([
      { event, withdrawnAt: 20 },
      { event: second, withdrawnAt: 30, correction: "x-1" },
      {
        event: { ...second, customer: "c-2", receivedAt: 30 },
        withdrawnAt: 40,
        correction: "x-2",
      },
    ]);
    expect(book.refused()).toEqual([]);
  });

  it("brings back by a replacement what was void, and voids it only once", () => {
    const book = correctionBook(noFaults);
    book.add(voiding("x-1", "e", 20));
    book.add(voiding("x-2", "e", 30));
    book.add(replacing("x-3", "e", 40, { time: 6 }));
    const history = book.historyOf(eventAt("e", 10));
    expect(history.map(({ withdrawnAt }) => withdrawnAt)).toEqual([20, undefined]);
    expect(standingEvent(history)).toMatchObject({ time: 6, data: { units: 1 }, receivedAt: 40 });
  });

  it("refuses what came before its event, what the meters cannot read, and another of a known id", () => {
    const book = correctionBook(({ data }) =>
      data.units === "many" ? [{ code: "not-a-number", path: "/data/units", message: "many" }] : [],
    );
    book.add(voiding("early", "e", 9));
    book.add(replacing("unread", "e", 20, { data: { units: "many" } }));
    book.add(voiding("twice", "e", 30));
    book.add(voiding("twice", "f", 31));
    expect(standingEvent(book.historyOf(eventAt("e", 10)))).toBeUndefined();
    const refused = book
      .refused()
      .map(({ correction, faults }) => `${correction.id} ${faults[0]?.code} ${faults[0]?.path}`);
    expect(refused).toEqual([
      "early unknown-event /void",
      "twice correction-conflict /id",
      "unread not-a-number /with/data/units",
    ]);
  });

  it("knows at every moment what a reader of the log would, in whatever order it is told", () => {
    const ids = ["e", "f", "g"];
    const anyCorrection = fc.record({
      of: fc.constantFrom(...ids),
      kind: fc.constantFrom("void" as const, "replace" as const),
      at: fc.integer({ min: 0, max: 40 }),
      change: fc.record(
        { units: fc.integer({ min: 2, max: 9 }), customer: fc.constantFrom("c-1", "c-2") },
        { requiredKeys: ["units"] },
      ),
    });
    const log = fc.array(anyCorrection, { maxLength: 12 }).chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(
          all.map((_, at) => at),
          { minLength: all.length },
        ),
      ),
    );
    property(
      fc.property(log, ([all, order]) => {
        const told = all.map(({ of, kind, at, change: { units, customer } }, place) => {
          const id = `x-${String(place).padStart(2, "0")}`;
          if (kind === "void") return voiding(id, of, at);
          const said = { data: { units }, ...(customer === undefined ? {} : { customer }) };
          return replacing(id, of, at, said);
        });
        const book = correctionBook(noFaults);
        for (const place of order) {
          const one = told[place];
          if (one !== undefined) book.add(one);
        }
        for (const id of ids) {
          const event = eventAt(id, 10);
          const history = book.historyOf(event);
          for (let now = 0; now <= 42; now += 1) {
            const known = history.filter(
              ({ event: said, withdrawnAt = Number.POSITIVE_INFINITY }) =>
                (said.receivedAt ?? 0) < now && now <= withdrawnAt,
            );
            expect(known.map(({ event: said }) => contentOf(said))).toEqual(
              readLog(event, told, now),
            );
          }
        }
      }),
    );
  });
});

const contentOf = ({ customer, data }: UsageEvent): string => `${customer} ${data.units}`;

/** What an event says to somebody who reads everything that was received before `now`, line by line. */
function readLog(
  event: UsageEvent,
  told: readonly ReceivedCorrection[],
  now: Instant,
): readonly string[] {
  const { receivedAt = 0 } = event;
  if (receivedAt >= now) return [];
  let { customer } = event;
  let { units } = event.data;
  let stands = true;
  const lines = told.filter(
    ({ of, receivedAt: at }) => of.id === event.id && at >= receivedAt && at < now,
  );
  for (const { kind, change } of lines.sort((left, right) => left.receivedAt - right.receivedAt)) {
    stands = kind === "replace";
    customer = change?.customer ?? customer;
    units = change?.data?.units ?? units;
  }
  return stands ? [`${customer} ${units}`] : [];
}
