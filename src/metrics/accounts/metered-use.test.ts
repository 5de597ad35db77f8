import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import {
  acmeBooks,
  at,
  customer,
  inference,
  nodeCount,
  subscription,
} from "../../account/account.fixture.ts";
import type { AccountFact } from "../../account/fact.ts";
import { replayAccounts } from "../../account/replay.ts";
import { assert } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { format, sum } from "../../money/decimal.ts";
import { formatInstant } from "../../time/instant.ts";
import { UTC } from "../../time/zone.ts";
import { meteredUse } from "./metered-use.ts";
import { firstUnbilledUse } from "./usage-complete.ts";
import { usageLines } from "./usage-lines.ts";

function used(facts: readonly AccountFact[], events: readonly UsageEvent[], until: string) {
  const accounts = replayAccounts(acmeBooks);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay } = accounts.open();
  for (const event of events) replay.addUsage(event);
  const lines = [...replay.invoicesUntil(at(until))].flatMap(usageLines);
  const account = replay.accounts.get("c-1");
  assert(account !== undefined, "the customer is known");
  const use = meteredUse(account, lines, acmeBooks, UTC);
  return { account, lines, use };
}

const shown = (...given: Parameters<typeof used>): readonly string[] =>
  used(...given).use.map(
    ({ month, plan, stream, amount }) => `${monthText(month)} ${plan} ${stream} ${format(amount)}`,
  );

describe("metered use", () => {
  it("is shared among the months of its period by their time", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-16" });
    // 1,620 operations: 1,000 are included, 100 cost 0.10 and 520 cost 0.05 each; 16 of the 31 days lie in January.
    const event = inference("e1", "2026-02-15T23:00:00Z", 1_620);
    expect(shown([hybrid], [event], "2026-03-01T00:00:00Z")).toEqual([
      "2026-01 hybrid usage 18.58",
      "2026-02 hybrid usage 17.42",
    ]);
  });

  it("leaves out what a period costs without any use", () => {
    const nodes = subscription({ plan: "reserved", start: "2026-01-01", quantities: { nodes: 4 } });
    const peak = nodeCount("n1", "2026-01-20T00:00:00Z", 6);
    expect(shown([nodes], [peak], "2026-03-02T00:00:00Z")).toEqual(["2026-01 reserved usage 30"]);
  });

  it("that came late belongs to the period it was late for", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-01" });
    const late = {
      ...inference("e1", "2026-01-10T00:00:00Z", 1_050),
      receivedAt: at("2026-02-20T00:00:00Z"),
    };
    expect(shown([hybrid], [late], "2026-02-10T00:00:00Z")).toEqual([]);
    expect(shown([hybrid], [late], "2026-03-10T00:00:00Z")).toEqual(["2026-01 hybrid usage 5"]);
  });

  it("adds up to what was billed above the fixed part, however the terms changed", () => {
    const reserved = { plan: "reserved", quantities: { nodes: 4 } } as const;
    property(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 119 }), fc.integer({ min: 0, max: 9 })), {
          maxLength: 12,
        }),
        fc.option(fc.integer({ min: 40, max: 100 })),
        (startDay, peaks, changeDay) => {
          const dayOf = (day: number) =>
            formatInstant(at("2026-01-01T00:00:00Z") + day * 86_400_000);
          const start = `2026-01-${String(startDay).padStart(2, "0")}`;
          const facts: AccountFact[] = [subscription({ ...reserved, start })];
          if (changeDay !== null)
            facts.push({
              fact: "change",
              id: "ch",
              customer: "c-1",
              subscription: "s-1",
              on: dayOf(changeDay).slice(0, 10),
              quantities: { nodes: 2 },
            });
          const events = peaks.map(([day, nodes], place) =>
            nodeCount(`n${place}`, dayOf(day), nodes),
          );
          const { lines, use } = used(facts, events, "2026-06-01T12:00:00Z");
          const idle = used(facts, [], "2026-06-01T12:00:00Z").lines;
          const billed = sum(lines.map(({ amount }) => amount));
          const fixed = sum(idle.map(({ amount }) => amount));
          const total = sum([fixed, ...use.map(({ amount }) => amount)]);
          expect(format(total)).toBe(format(billed));
        },
      ),
      150,
    );
  });
});

describe("use that is not billed yet", () => {
  it("begins with the first period that is open", () => {
    const hybrid = subscription({ plan: "hybrid", start: "2026-01-16" });
    const { account } = used([hybrid], [], "2026-01-01T00:00:00Z");
    expect(formatInstant(firstUnbilledUse(account, acmeBooks) ?? 0)).toBe("2026-01-16T00:00:00Z");
    const { account: none } = used([subscription()], [], "2026-01-01T00:00:00Z");
    expect(firstUnbilledUse(none, acmeBooks)).toBeUndefined();
  });
});
