import { describe, expect, it } from "vitest";
import { at, customer } from "../account/account.fixture.ts";
import { contract, under, withTemplate } from "../account/contracts/contract.fixture.ts";
import type { AccountFact } from "../account/fact.ts";
import { replayAccounts } from "../account/replay.ts";
import { DAY_MS, HOUR_MS } from "../time/instant.ts";
import { soonEvents } from "./soon-events.ts";

const books = withTemplate({
  name: "Own",
  term: 12,
  renewal: { automatic: true, noticeDays: 90 },
});

/** What looks every six hours tell of these facts, with the time of each. */
function told(facts: readonly AccountFact[], from: string, until: string): readonly string[] {
  const accounts = replayAccounts(books);
  for (const fact of [customer(), ...facts]) accounts.add(fact);
  const { replay, refused } = accounts.open();
  expect(refused).toEqual([]);
  const found: string[] = [];
  for (let now = at(from) + 6 * HOUR_MS; now <= at(until); now += 6 * HOUR_MS) {
    for (const one of replay.happeningsUntil(now)) expect(one.kind).not.toBe("refused");
    const account = replay.standing.get("c-1");
    if (account === undefined) continue;
    for (const { type, key, at: when } of soonEvents(account, books, {
      after: now - 6 * HOUR_MS,
      until: now,
    }))
      found.push(`${type} ${key} ${new Date(when).toISOString().slice(0, 13)}`);
  }
  return found;
}

const recordedAt = "2026-01-01T00:00:00Z";
const small = under({ id: "s-2", plan: "small", start: "2026-01-01", trialDays: 14, recordedAt });
const { contract: _, ...trial } = small;

describe("what comes soon", () => {
  it("is told once: three days before free days end, and not where they end nothing any more", () => {
    expect(told([trial], "2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z")).toEqual([
      "subscription.trial_ends_soon s-2@2026-01-15 2026-01-12T00",
    ]);
    const cancel: AccountFact = {
      fact: "cancel",
      id: "x-1",
      customer: "c-1",
      subscription: "s-2",
      on: "2026-01-15",
      recordedAt: "2026-01-05T00:00:00Z",
    };
    expect(told([trial, cancel], "2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z")).toEqual([]);
  });

  it("is told seven days before unused credits expire, and not of what lives shorter", () => {
    const grant = (id: string, expires: string): AccountFact => ({
      fact: "grant",
      id,
      customer: "c-1",
      kind: "promotional",
      amount: "100 USD",
      date: "2026-01-01",
      expires,
      recordedAt,
    });
    const grants = [grant("g-1", "2026-02-01"), grant("g-2", "2026-01-05")];
    expect(told(grants, "2026-01-01T00:00:00Z", "2026-02-03T00:00:00Z")).toEqual([
      expect.stringMatching(/^credits\.expire_soon g-1\S*@\d+ 2026-01-25T00$/),
    ]);
  });

  it("is told thirty days before the last day of notice has passed", () => {
    const facts = [contract({ template: "own", recordedAt }), under({ recordedAt })];
    expect(told(facts, "2026-08-20T00:00:00Z", "2026-10-10T00:00:00Z")).toEqual([
      "contract.renews_soon k-1@2027-01-01 2026-09-04T00",
    ]);
  });

  it("is nothing that was over by the time somebody looked", () => {
    const accounts = replayAccounts(books);
    for (const fact of [customer(), trial]) accounts.add(fact);
    const { replay } = accounts.open();
    const until = at("2026-02-01T00:00:00Z");
    for (const one of replay.happeningsUntil(until)) expect(one.kind).not.toBe("refused");
    const account = replay.standing.get("c-1");
    const look = { after: until - 31 * DAY_MS, until };
    expect(account && soonEvents(account, books, look)).toEqual([]);
  });
});
