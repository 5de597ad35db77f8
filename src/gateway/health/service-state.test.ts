import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lookOf,
  type MeasuredStretch,
  noteSign,
  type ServiceRule,
  type ServiceState,
  type Sign,
  tellAll,
  tellSoFar,
} from "./service-state.ts";

const rule: ServiceRule = { downAfter: 3, upAfter: 2, isChecked: true, gapMs: 30, degradedMs: 10 };

/** What is told of signs, where so far as is known is told after those of these places. */
function told(
  signs: readonly Sign[],
  by: ServiceRule,
  tellAfter: ReadonlySet<number> = new Set(),
): { readonly stretches: readonly MeasuredStretch[]; readonly looks: readonly string[] } {
  let state: ServiceState | undefined;
  const stretches: MeasuredStretch[] = [];
  const looks: string[] = [];
  for (const [index, sign] of signs.entries()) {
    let noted = noteSign(state, sign, by);
    stretches.push(...noted.stretches);
    if (tellAfter.has(index)) {
      noted = tellSoFar(noted.state);
      stretches.push(...noted.stretches);
    }
    state = noted.state;
    looks.push(lookOf(state));
  }
  return { stretches: [...stretches, ...(state === undefined ? [] : tellAll(state, by))], looks };
}

const letters = { up: "u", degraded: "g", down: "d" } as const;

/** How each millisecond was: `u`, `g` for degraded, `d`, or `.` where it was not measured. */
function painted(stretches: readonly MeasuredStretch[], untilMs: number): string {
  const line = Array.from({ length: untilMs }, () => ".");
  for (const { state, fromMs, toMs } of stretches)
    for (let at = fromMs; at < toMs; at += 1) {
      expect(line[at]).toBe(".");
      line[at] = letters[state];
    }
  return line.join("");
}

/** The same, slowly: for each sign all signs before it are looked at again. */
function oracle(signs: readonly Sign[], by: ServiceRule, untilMs: number): string {
  const line = Array.from({ length: untilMs }, () => ".");
  const bouts: Sign[][] = [];
  for (const sign of signs) {
    const last = bouts.at(-1)?.at(-1);
    if (last === undefined || sign.atMs - last.atMs > by.gapMs) bouts.push([]);
    bouts.at(-1)?.push(sign);
  }
  for (const bout of bouts) {
    let up = true;
    const turns: { readonly atMs: number; readonly up: boolean }[] = [];
    for (const [index, sign] of bout.entries()) {
      let first = index;
      while (first > 0 && bout[first - 1]?.well === sign.well) first -= 1;
      const row = bout.slice(first, index + 1);
      const turnsDown: boolean =
        up &&
        !sign.well &&
        row.length >= by.downAfter &&
        (!by.isChecked || row.some((one) => one.by === "check"));
      const turnsUp: boolean = !up && sign.well && row.length >= by.upAfter;
      if (!turnsDown && !turnsUp) continue;
      up = turnsUp;
      turns.push({ atMs: row[0]?.atMs ?? 0, up });
    }
    const [begin, end] = [bout[0]?.atMs ?? 0, bout.at(-1)?.atMs ?? 0];
    for (let at = begin; at < end; at += 1)
      line[at] = (turns.findLast((turn) => turn.atMs <= at)?.up ?? true) ? "u" : "d";
    for (const [index, sign] of bout.entries()) {
      if (sign.well || bout[index - 1]?.well === false) continue;
      const until = bout.slice(index).find(({ well }) => well)?.atMs ?? end;
      // Bad signs that made it down, or came while it was, are no doubt any more.
      const isUp = turns.findLast((turn) => turn.atMs < until)?.up ?? true;
      if (isUp && until - sign.atMs >= by.degradedMs) line.fill("g", sign.atMs, until);
    }
  }
  return line.join("");
}

const someSigns = fc
  .array(
    fc.record({
      afterMs: fc.nat({ max: 12 }),
      well: fc.boolean(),
      by: fc.constantFrom("check" as const, "call" as const),
    }),
    { maxLength: 25 },
  )
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ afterMs, well, by }): Sign => {
      atMs += afterMs;
      return { atMs, well, by };
    });
  });

describe("how a service is", () => {
  test("follows all signs alike, told at once or bit by bit", () => {
    fc.assert(
      fc.property(
        someSigns,
        fc.record({
          downAfter: fc.integer({ min: 1, max: 4 }),
          upAfter: fc.integer({ min: 1, max: 4 }),
          isChecked: fc.boolean(),
          gapMs: fc.integer({ min: 4, max: 12 }),
          degradedMs: fc.integer({ min: 1, max: 15 }),
        }),
        fc.uniqueArray(fc.nat({ max: 24 })),
        (signs, by, tellAfter) => {
          const untilMs = (signs.at(-1)?.atMs ?? 0) + 1;
          const expected = oracle(signs, by, untilMs);
          expect(painted(told(signs, by).stretches, untilMs)).toBe(expected);
          expect(painted(told(signs, by, new Set(tellAfter)).stretches, untilMs)).toBe(expected);
        },
      ),
    );
  });

  const check = (atMs: number, well: boolean): Sign => ({ atMs, well, by: "check" });
  const call = (atMs: number, well: boolean): Sign => ({ atMs, well, by: "call" });

  test("is down from the first of the failures that make it so, to the first good answer of those that end it", () => {
    const signs = [
      check(0, true),
      check(10, false),
      check(20, false),
      check(30, false),
      check(40, true),
      check(50, true),
    ];
    expect(told(signs, rule)).toEqual({
      stretches: [
        { state: "up", fromMs: 0, toMs: 10 },
        { state: "down", fromMs: 10, toMs: 40 },
        { state: "up", fromMs: 40, toMs: 50 },
      ],
      looks: ["up", "degraded", "degraded", "down", "down", "up"],
    });
  });

  test("is not down by calls alone where checks are made, and is where none are", () => {
    const signs = [check(0, true), call(1, false), call(2, false), call(3, false), call(4, false)];
    expect(told(signs, rule).looks.at(-1)).toBe("degraded");
    expect(told(signs, { ...rule, isChecked: false }).looks.at(-1)).toBe("down");
    expect(told([...signs, check(5, false)], rule).looks.at(-1)).toBe("down");
  });

  test("is degraded while bad signs go on that are too few, and not by one among good ones", () => {
    const signs = [check(0, true), check(10, false), check(20, false), check(30, true)];
    expect(told(signs, rule).stretches).toEqual([
      { state: "up", fromMs: 0, toMs: 10 },
      { state: "degraded", fromMs: 10, toMs: 30 },
    ]);
    const short = [check(0, true), call(10, false), call(12, true), check(20, true)];
    expect(told(short, rule).stretches).toEqual([{ state: "up", fromMs: 0, toMs: 20 }]);
  });

  test("is not known between signs that are too far apart", () => {
    const signs = [check(0, true), check(10, true), check(50, true), check(60, true)];
    expect(told(signs, rule).stretches).toEqual([
      { state: "up", fromMs: 0, toMs: 10 },
      { state: "up", fromMs: 50, toMs: 60 },
    ]);
  });
});
