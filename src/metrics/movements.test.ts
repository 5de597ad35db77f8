import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { compare, decimal, equals, format, subtract, sum, zero } from "../money/decimal.ts";
import { defaultSettings } from "./metric-settings.ts";
import { month as monthOf } from "./metrics.fixture.ts";
import { type Cell, type MovementKind, movementKinds } from "./movement.ts";
import { type MonthMovements, movementsBy } from "./movements-by.ts";
import { openRecurringBook } from "./recurring-book.ts";
import { roundMovements } from "./rounded-movements.ts";
import { anyInput, anySlowSettings, slowMonths, slowMovements } from "./slow-movements.fixture.ts";

const last = monthOf(slowMonths.at(-1) ?? "");
const text = (units: bigint): string => format(decimal(units, 20));

const dimensions: Readonly<Record<string, (cell: Cell) => string>> = {
  all: () => "",
  customer: ({ customer }) => customer,
  plan: ({ plan }) => plan,
  stream: ({ stream }) => stream,
  segment: ({ segment }) => segment,
  subscription: ({ subscription }) => subscription,
};

const kindsOf = (own: MonthMovements | undefined) =>
  Object.fromEntries(
    movementKinds
      .map((kind) => [kind, format(own?.kinds.get(kind) ?? zero)] as const)
      .filter(([kind, amount]) => kind !== "transfer" && amount !== "0"),
  );

describe("movements", () => {
  it("are, for each customer and month, those of a count that looks at every instant", () => {
    property(
      fc.property(anyInput, anySlowSettings, (input, chosen) => {
        const settings = { ...defaultSettings, ...chosen };
        const book = expectOk(openRecurringBook(input, settings, last));
        const byCustomer = movementsBy(book, ({ customer }) => customer);
        for (const customer of ["a", "b", "c"]) {
          const slow = slowMovements(input, chosen, customer);
          slowMonths.forEach((name, index) => {
            const month = monthOf(name);
            const own = byCustomer.get(month)?.get(customer);
            const moves = (book.months.get(month)?.customerMoves ?? []).filter(
              (move) => move.customer === customer,
            );
            const expected = slow[index];
            expect({
              month: name,
              opening: format(own?.opening ?? zero),
              closing: format(own?.closing ?? zero),
              kinds: kindsOf(own),
              won: moves.filter(({ kind }) => kind !== "churn").length,
              lost: moves.filter(({ kind }) => kind === "churn").length,
            }).toEqual({
              month: name,
              opening: text(expected?.opening ?? 0n),
              closing: text(expected?.closing ?? 0n),
              kinds: Object.fromEntries(
                Object.entries(expected?.kinds ?? {})
                  .filter(([, amount]) => amount !== 0n)
                  .map(([kind, amount]) => [kind, text(amount)]),
              ),
              won: expected?.won,
              lost: expected?.lost,
            });
          });
        }
      }),
      200,
    );
  });

  it("add up in every slice, to the cent too, and over the slices to the whole", () => {
    property(
      fc.property(anyInput, anySlowSettings, (input, chosen) => {
        const book = expectOk(openRecurringBook(input, { ...defaultSettings, ...chosen }, last));
        const whole = movementsBy(book, () => "");
        for (const keyOf of Object.values(dimensions))
          for (const [month, slices] of movementsBy(book, keyOf)) {
            const total = whole.get(month)?.get("");
            for (const kind of movementKinds) {
              const ofSlices = sum(
                [...slices.values()].map(({ kinds }) => kinds.get(kind) ?? zero),
              );
              expect(equals(ofSlices, total?.kinds.get(kind) ?? zero)).toBe(true);
            }
            expect(format(total?.kinds.get("transfer") ?? zero)).toBe("0");
            for (const slice of slices.values()) expectRounded(slice);
          }
      }),
      80,
    );
  });

  it("do not depend on the order of the input", () => {
    property(
      fc.property(anyInput, anySlowSettings, (input, chosen) => {
        const settings = { ...defaultSettings, ...chosen };
        const reversed = { ...input, stretches: input.stretches.toReversed() };
        const one = expectOk(openRecurringBook(input, settings, last));
        const other = expectOk(openRecurringBook(reversed, settings, last));
        const page = ({ months }: typeof one) =>
          [...months].map(([month, { movements }]) => [
            month,
            movements.map((move) => ({ ...move, amount: format(move.amount) })),
          ]);
        expect(page(other)).toEqual(page(one));
      }),
      100,
    );
  });
});

function expectRounded(exact: MonthMovements): void {
  const unit = decimal(1, 2);
  const rounded = roundMovements(exact, 2);
  const moved = sum(Object.values(rounded.kinds));
  expect(equals(subtract(rounded.closing, rounded.opening), moved)).toBe(true);
  for (const kind of movementKinds as readonly MovementKind[]) {
    const off = subtract(rounded.kinds[kind], exact.kinds.get(kind) ?? zero);
    expect(compare(off, unit) < 0 && compare(off, decimal(-1, 2)) > 0).toBe(true);
  }
}
