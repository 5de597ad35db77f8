import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlainJson } from "../../test/plain-json.ts";
import { property } from "../../test/property.ts";
import { customerCredit } from "../ledger/account-name.ts";
import { openItems } from "../ledger/open-items.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { DAY_MS } from "../time/instant.ts";
import { anyStory, commandOf, type Draw, dawn } from "./any-commands.fixture.ts";
import { brokenInvariant } from "./broken-invariant.ts";
import { forgetClosed } from "./forget-closed.ts";
import { moveReceivables, receivableCommandKinds } from "./move.ts";
import type { Movement } from "./movement.ts";
import { creditOf, postedAll } from "./posted.fixture.ts";
import { reAdd } from "./re-added.fixture.ts";
import { nobodyOwes } from "./receivables.fixture.ts";
import type { Receivables } from "./receivables.ts";
import { creditBalance, goneFrom } from "./settle.ts";

interface Told {
  readonly state: Receivables;
  readonly movements: readonly Movement[];
  readonly invoices: readonly (readonly [string, string])[];
  readonly accepted: readonly Draw["kind"][];
}

function tell(story: readonly Draw[], look: (state: Receivables) => void = () => {}): Told {
  let state = nobodyOwes;
  let now = dawn;
  const movements: Movement[] = [];
  const invoices: [string, string][] = [];
  const accepted: Draw["kind"][] = [];
  for (const [index, draw] of story.entries()) {
    now += draw.days * DAY_MS;
    const command = commandOf(draw, state, String(index), now);
    const before = JSON.stringify(state);
    const moved = moveReceivables(state, command, now);
    expect(JSON.stringify(state)).toBe(before);
    if (!moved.ok) continue;
    accepted.push(draw.kind);
    if (command.kind === "add-invoice") invoices.push([command.invoice, command.total]);
    state = moved.value.state;
    movements.push(...moved.value.movements);
    look(state);
  }
  return { state, movements, invoices, accepted };
}

const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));

describe("any story of commands", () => {
  it("keeps every invariant, and stays plain JSON", () => {
    property(
      fc.property(anyStory(60), (story) => {
        tell(story, (state) => {
          expect(brokenInvariant(state)).toBeUndefined();
          expectPlainJson(state);
        });
      }),
      100,
    );
  });

  it("agrees with its movements added up again", () => {
    property(
      fc.property(anyStory(60), (story) => {
        const { state, movements, invoices } = tell(story);
        const again = reAdd(invoices, movements);
        for (const { invoice, open } of state.items)
          expect([invoice, again.open.get(invoice)]).toEqual([invoice, cents(open)]);
        for (const [invoice, open] of again.open)
          if (!state.items.some((item) => item.invoice === invoice)) expect(open).toBe(0n);
        for (const one of state.settlements) {
          if (one.kind !== "payment") continue;
          const left = again.paymentLeft.get(one.id) ?? 0n;
          expect(left).toBeGreaterThanOrEqual(again.disputed.get(one.id) ?? 0n);
          expect(left).toBeGreaterThanOrEqual(0n);
          expect(left).toBe(cents(one.amount) - hundredths(format(goneFrom(one))));
        }
        for (const left of again.writtenOff.values()) expect(left).toBeGreaterThanOrEqual(0n);
        expect(again.credit).toBe(hundredths(format(creditBalance(state))));
      }),
      100,
    );
  });

  it("posts to books that owe and own the same", () => {
    property(
      fc.property(anyStory(30), (story) => {
        const { state, movements, invoices } = tell(story);
        const entries = postedAll(invoices, movements);
        const owed = new Map(openItems(entries).map((item) => [item.invoice, format(item.open)]));
        for (const { invoice, open } of state.items)
          expect(owed.get(invoice) ?? "0").toBe(format(decimalOf(open)));
        expect(format(decimalOf(creditOf(entries, customerCredit)))).toBe(
          format(creditBalance(state)),
        );
      }),
      100,
    );
  });

  it("loses nothing that can still happen when it forgets", () => {
    property(
      fc.property(anyStory(60), fc.nat(300), (story, days) => {
        const { state } = tell(story);
        const less = forgetClosed(state, dawn + days * DAY_MS);
        expect(brokenInvariant(less)).toBeUndefined();
        expect(format(creditBalance(less))).toBe(format(creditBalance(state)));
        const open = ({ items }: Receivables) =>
          items
            .filter(({ closedAt }) => closedAt === null)
            .map((item) => [item.invoice, item.open]);
        expect(open(less)).toEqual(open(state));
        expect(forgetClosed(less, dawn + days * DAY_MS)).toEqual(less);
      }),
      100,
    );
  });

  it("tells of every command, accepted", () => {
    const seen = new Set(
      fc.sample(anyStory(60), { numRuns: 100, seed: 7 }).flatMap((story) => tell(story).accepted),
    );
    expect([...seen].sort()).toEqual([...receivableCommandKinds].sort());
  });
});

/** Hundredths of a shortest decimal text. */
function hundredths(text: string): bigint {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole + part.padEnd(2, "0"));
}
