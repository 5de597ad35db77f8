import { describe, expect, it } from "vitest";
import { expectOk, type Fault } from "../../fault/fault.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { at, customer } from "../account.fixture.ts";
import type { ChangeFact } from "../change-fact.ts";
import type { AccountFact } from "../fact.ts";
import { priceBooks } from "../price-book.ts";
import { replayAccounts } from "../replay.ts";
import { brokenSubscriptions } from "../subscription-invariants.ts";
import { brokenContracts } from "./broken-contracts.ts";
import { contract, under, withTemplate } from "./contract.fixture.ts";

const { model } = withTemplate({
  name: "Own",
  term: 12,
  plans: ["base", "small"],
  renewal: { automatic: true, noticeDays: 30 },
  earlyTermination: { noticeDays: 30, ofRemaining: "50%", fee: usd(100) },
}).current;

const next = {
  ...model,
  version: "2",
  plans: { ...model.plans, small: { ...model.plans.small, prices: { monthly: flat(usd(12)) } } },
};
const books = expectOk(priceBooks([model, next as typeof model]));

const signed = contract({ template: "own", model: "signing@1" });
const about = { customer: "c-1", subscription: "s-1" } as const;

/** How the contract and its subscription stand when something is told on a day. */
const standings = {
  "not begun": { day: "2025-12-15", before: [] },
  running: { day: "2026-06-10", before: [] },
  paused: { day: "2026-06-10", before: [told({ fact: "pause", id: "p" }, "2026-05-10")] },
  noticed: {
    day: "2026-12-10",
    before: [
      {
        fact: "contract-notice",
        id: "n",
        customer: "c-1",
        contract: "k-1",
        recordedAt: "2026-06-01T00:00:00Z",
      },
    ],
  },
  left: { day: "2026-06-10", before: [told({ fact: "cancel", id: "x" }, "2026-05-10")] },
  over: {
    day: "2027-02-10",
    before: [
      {
        fact: "contract-notice",
        id: "n",
        customer: "c-1",
        contract: "k-1",
        recordedAt: "2026-06-01T00:00:00Z",
      },
    ],
  },
  renewed: { day: "2027-02-10", before: [] },
} satisfies Record<string, { readonly day: string; readonly before: readonly AccountFact[] }>;

type Told = ChangeFact extends infer F
  ? F extends unknown
    ? Omit<F, keyof typeof about>
    : never
  : never;

function told(fact: Told, day: string): AccountFact {
  return { ...fact, ...about, recordedAt: `${day}T12:00:00Z` } as AccountFact;
}

const commands = {
  cancel: { fact: "cancel", id: "c" },
  "cancel with credit": { fact: "cancel", id: "c", credit: "prorated" },
  "cancel at the period's end": { fact: "cancel", id: "c", when: "period-end" },
  pause: { fact: "pause", id: "c" },
  resume: { fact: "resume", id: "c" },
  reactivate: { fact: "reactivate", id: "c" },
  "change the cadence": { fact: "change", id: "c", cadence: "annual" },
  "change the plan": { fact: "change", id: "c", plan: "small" },
  "change to a plan that is not signed for": {
    fact: "change",
    id: "c",
    plan: "open",
    agreed: { base: "6000 USD" },
  },
  "change the quantity": { fact: "change", id: "c", quantity: 2 },
  "move to the next version": { fact: "change", id: "c", model: "signing@2" },
  "move to another contract": { fact: "change", id: "c", contract: "k-9" },
  "end after the contract": { fact: "change", id: "c", end: "2030-01-01" },
} satisfies Record<string, Told>;

function outcome(
  command: Told,
  { day, before }: { readonly day: string; readonly before: readonly AccountFact[] },
) {
  const accounts = replayAccounts(books);
  const early = "2025-12-01T00:00:00Z";
  const facts = [
    { ...customer(), recordedAt: early },
    { ...signed, recordedAt: early },
    under({ recordedAt: early, cadence: "monthly" }),
    ...before,
    told(command, day),
  ];
  for (const fact of facts) accounts.add(fact as AccountFact);
  const { replay, refused } = accounts.open();
  const broken: string[] = [];
  const late: Fault[] = [];
  for (const one of replay.happeningsUntil(at("2028-06-01T00:00:00Z"))) {
    if (one.kind === "refused") late.push(...one.refused.faults.slice(0, 1));
    if (one.kind === "parked")
      broken.push(...one.faults.map(({ code, message }) => `${code} ${message}`));
    const account = replay.standing.get("c-1");
    if (account !== undefined)
      broken.push(...brokenContracts(account), ...brokenSubscriptions(account.subscriptions));
  }
  const faults = [...refused.flatMap(({ faults: [first] }) => first ?? []), ...late];
  return { faults, broken };
}

const not = "not-active";
const fixed = "contract-fixes-version";

/** What each command is answered with, in the order of the standings: `yes`, or the code that it is refused with. */
const table: Readonly<Record<keyof typeof commands, readonly string[]>> = {
  //                                           not begun  running  paused  noticed  left  over  renewed
  cancel: ["yes", "yes", "yes", "yes", not, not, "yes"],
  "cancel with credit": ["yes", "yes", "yes", "yes", not, not, "yes"],
  // The period that is open ends with the contract that notice was given of.
  "cancel at the period's end": ["yes", "yes", "yes", not, not, not, "yes"],
  pause: [not, "yes", not, "yes", not, not, "yes"],
  resume: ["not-paused", "not-paused", "yes", ...Array(4).fill("not-paused")],
  reactivate: [...Array(4).fill("not-ended"), "outside-contract", "outside-contract", "not-ended"],
  "change the cadence": ["yes", "yes", not, "yes", not, not, "yes"],
  "change the plan": ["yes", "yes", not, "yes", not, not, "yes"],
  "change to a plan that is not signed for": [
    "not-in-contract",
    "not-in-contract",
    not,
    "not-in-contract",
    not,
    not,
    "not-in-contract",
  ],
  "change the quantity": ["yes", "yes", not, "yes", not, not, "yes"],
  // The renewal brought the next version already.
  "move to the next version": [fixed, fixed, not, fixed, not, not, "yes"],
  "move to another contract": [
    "unknown-contract",
    "unknown-contract",
    not,
    "unknown-contract",
    not,
    not,
    "unknown-contract",
  ],
  "end after the contract": ["yes", "yes", not, "yes", not, not, "yes"],
};

// U-05: contract, amendment, renewal. S2-017: early termination penalties. S3-001, S3-003.
describe("a subscription under a contract", () => {
  it.each(Object.keys(table) as (keyof typeof commands)[])(
    "is told to %s as the table says, and keeps every invariant",
    (name) => {
      const answers = Object.values(standings).map((standing) => {
        const { faults, broken } = outcome(commands[name], standing);
        expect(broken).toEqual([]);
        const [first] = faults;
        if (first !== undefined) expect(first.suggestion, first.code).toBeDefined();
        return first?.code ?? "yes";
      });
      expect(answers).toEqual(table[name]);
    },
  );

  it("that left its contract is told so, and what to do", () => {
    const { faults } = outcome(commands.reactivate, standings.left);
    expect(faults[0]).toMatchObject({
      message: 'contract "k-1" was left on 2026-05-10',
      suggestion: "sign another contract",
    });
  });
});
