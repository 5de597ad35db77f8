import { describe, expect, it } from "vitest";
import { at, customer } from "../account/account.fixture.ts";
import { calls, contract, signing, under } from "../account/contracts/contract.fixture.ts";
import { priceBooks } from "../account/price-book.ts";
import { replayAccounts } from "../account/replay.ts";
import { expectOk } from "../fault/fault.ts";
import type { Alert } from "../model/alert.ts";
import type { Model } from "../model/model.ts";
import { format } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { formatInstant } from "../time/instant.ts";
import { reachedCommitments } from "./reached-commitments.ts";

const near: Alert = { meter: "calls", at: ["80%", "50%"], of: "commitment", notify: ["sales"] };

/** A quarterly commitment of 300, and what these alerts say of it when use of a month is invoiced: 100 in January, 150 in February. */
function reachedBy(alerts: Readonly<Record<string, Alert>>, from: string, to: string) {
  const own = { name: "Own", term: 12, commitment: { amount: usd(300), per: "quarterly" } };
  const model = { ...signing, alerts, contracts: { own } } as unknown as Model;
  const books = expectOk(priceBooks([model]));
  const { cadence: _, ...use } = under({ plan: "usage" });
  const accountAt = (until: string) => {
    const accounts = replayAccounts(books);
    for (const fact of [customer(), contract({ template: "own" }), use]) accounts.add(fact);
    const { replay, refused } = accounts.open();
    expect(refused).toEqual([]);
    for (const [month, count] of [
      ["01", 100],
      ["02", 150],
    ] as const)
      replay.addUsage(calls(month, `2026-${month}-10T00:00:00Z`, count));
    for (const one of replay.happeningsUntil(at(until))) expect(one.kind).toBe("document");
    const account = replay.standing.get("c-1");
    if (account === undefined) throw new Error("there is no account");
    return account;
  };
  return reachedCommitments(accountAt(from), accountAt(to), books).map((one) =>
    [
      one.contract,
      one.reached.alert?.id,
      format(one.reached.share),
      `${format(one.spent)} of ${format(one.committed)} ${one.currency}`,
      formatInstant(one.from).slice(0, 10),
      formatInstant(one.to).slice(0, 10),
    ].join(" "),
  );
}

const [january, february, march] = [
  "2026-01-20T00:00:00Z",
  "2026-02-20T00:00:00Z",
  "2026-03-20T00:00:00Z",
];

describe("a commitment", () => {
  it("is told of at the shares that what was invoiced came to", () => {
    expect(reachedBy({ near }, january, february)).toEqual([]);
    expect(reachedBy({ near }, february, march)).toEqual([
      "k-1 near 0.5 250 of 300 USD 2026-01-01 2026-04-01",
      "k-1 near 0.8 250 of 300 USD 2026-01-01 2026-04-01",
    ]);
  });

  it("is told of only where it is watched: by its plans and the meter that they charge", () => {
    const others = {
      elsewhere: { ...near, plans: ["base"] },
      unmetered: { ...near, plans: ["small"] },
      included: { ...near, of: "included" as const },
    };
    expect(reachedBy(others, february, march)).toEqual([]);
  });
});
