import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountFact } from "../../src/account/fact.ts";
import { factShapes } from "../../src/account/fact-shape.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import { describeFault, expectOk } from "../../src/fault/fault.ts";
import { createModelLibrary } from "../../src/services/model-library.ts";
import { recordFact } from "../../src/services/record-fact.ts";
import {
  atFirst,
  days,
  kinds,
  now,
  type Pattern,
  previewModel,
  since,
  toldOf,
} from "./preview-facts.ts";
import { type RunningFlorin, runFlorin, until } from "./running-florin.ts";
import { storedBytes } from "./stored-rows.ts";

let server: RunningFlorin;

/** All that is stored when nothing is previewed yet. */
let kept: Readonly<Record<string, string>>;

/** The customer of whom everything is previewed and nothing told. */
const looked = "-looked";

/** Something that is previewed and then done, each of a customer of its own. */
interface Deed {
  readonly who: string;
  readonly facts: readonly Pattern[];
}

const factsOf = (kind: keyof typeof kinds, day: string, who: string): readonly Pattern[] => {
  const { fact, first } = kinds[kind];
  const told = { fact: kind, ...fact(day) };
  return (first === undefined ? [told] : [first, told]).map((one) => toldOf(who, one));
};

/** Each kind on each day that may be told today; on one day where it speaks of none. */
const deeds: readonly Deed[] = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => {
  const { fact, refused = {} } = kinds[kind];
  return days
    .slice(0, fact.length === 0 ? 1 : days.length)
    .filter((day) => refused[day] === undefined)
    .map((day) => ({ who: `-${kind}-${day}`, facts: factsOf(kind, day, `-${kind}-${day}`) }));
});

/** Tells a customer facts as routes do, those too that have no route. */
async function recordEach(facts: readonly Pattern[]): Promise<void> {
  const { recordFact, amendCustomer } = server.florin.services;
  for (const fact of facts) {
    const known = fact as unknown as AccountFact;
    const recorded = await (known.fact === "customer"
      ? amendCustomer("default", known, undefined)
      : recordFact("default", known, undefined));
    const refused = recorded.ok ? [] : recorded.faults.map(describeFault);
    expect([fact, refused]).toEqual([fact, []]);
  }
}

/** Records facts of accounts in which nothing is due, in one transaction. */
async function openAll(told: readonly (readonly Pattern[])[]): Promise<void> {
  const { store, services } = server.florin;
  const library = createModelLibrary(store, services.clock, () => 0);
  await store.withTenant("default", async (tx) => {
    const models = await library.of(tx);
    for (const fact of told.flat()) {
      const known = fact as unknown as AccountFact;
      expectOk(await recordFact(tx, known, models, services.clock.now("default")));
    }
  });
}

/** The documents of every customer so far, in the order of their issue. */
async function documents(): Promise<ReadonlyMap<string, readonly Invoice[]>> {
  const rows = await server.florin.store.withTenant("default", (tx) =>
    tx.rows<{ document: string }>("select document from invoices order by series, position"),
  );
  const all = rows.map(({ document }) => JSON.parse(document) as Invoice);
  const own = new Map<string, Invoice[]>(everyone.map((who) => [`c${who}`, []]));
  for (const invoice of all) own.get(invoice.customer)?.push(invoice);
  for (const issued of own.values()) issued.sort((left, right) => placeOf(left) - placeOf(right));
  return own;
}

const placeOf = ({ id }: Invoice): number => Number(id.slice(id.lastIndexOf(":") + 1));

/** Everyone that anything happens to. */
const everyone = [looked, "-together", ...deeds.map(({ who }) => who)];

beforeAll(async () => {
  server = await runFlorin("2026-01-01T00:00:00Z");
  const published = await server.api.post("/v1/models", previewModel);
  expect(published.status, published.text).toBe(201);
  await openAll(everyone.map((who) => atFirst.map((fact) => toldOf(who, fact))));
  await server.moveTo("2026-04-01T00:00:00Z");
  for (const who of everyone) await recordEach(since.map((fact) => toldOf(who, fact)));
  await server.moveTo(now);
  // Nothing was heard of anyone within the minute before now: looks that come later have nothing to note.
  await server.florin.services.quotaAlerts.look();
  let before: string | undefined;
  kept = await until(async () => {
    const bytes = await storedBytes(server.florin.store);
    // What follows invoices behind the scenes has followed, and goes nowhere from there.
    const isQuiet = bytes.stale_open_items?.startsWith("0 ") && bytes.followed_series === before;
    before = bytes.followed_series;
    return isQuiet ? bytes : undefined;
  });
}, 240_000);

afterAll(() => server?.stop());

interface Refused {
  readonly code?: string;
  readonly errors?: readonly { readonly code: string }[];
}

interface Preview {
  readonly at: string;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
}

const preview = (who: string, facts: readonly object[], more: object = {}) =>
  server.api.post("/v1/preview", { customer: `c${who}`, facts, ...more });

const later = "2026-05-01T09:00:00Z";
const end = "2026-06-20T00:00:00Z";

const draftOf = (invoice: Invoice): object => ({ ...invoice, number: null, status: "draft" });

/** Documents to the second: what is told at one instant becomes known a millisecond apart, and other customers are told too. */
const toSeconds = (documents: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(documents).replaceAll(/(:[0-9]{2})\.[0-9]{3}Z/g, "$1Z"));

describe("a preview", () => {
  it.each(Object.keys(factShapes) as (keyof typeof kinds)[])(
    "takes a %s of a day behind, of today and of one to come, told now or later",
    async (kind) => {
      const { refused = {} } = kinds[kind];
      for (const day of days)
        for (const told of ["now", "later"]) {
          const facts = factsOf(kind, day, looked);
          const answer = await preview(looked, facts, told === "now" ? {} : { at: later });
          const { errors = [], code } = answer.json as Refused;
          const outcome = answer.status === 200 ? undefined : (errors[0]?.code ?? code);
          const about = `${day} told ${told}`;
          expect([about, outcome]).toEqual([about, refused[about] ?? refused[day]]);
        }
    },
  );

  it("changes nothing of all that is stored, of whatever it is", async () => {
    expect(await storedBytes(server.florin.store)).toEqual(kept);
  });

  it("is of nothing that is no fact", () => {
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(factShapes).sort());
  });

  it("is of nothing before now, and of nobody else", async () => {
    const sale = {
      fact: "sale",
      id: "n",
      customer: `c${looked}`,
      offer: "tuning",
      date: "2026-04-10",
    };
    const codeOf = async (asked: ReturnType<typeof preview>) => {
      const { errors, code } = (await asked).json as Refused;
      return errors?.[0]?.code ?? code;
    };
    const closed = toldOf(looked, {
      fact: "pause",
      id: "n",
      customer: "c@",
      subscription: "s-1@",
      on: "2026-03-20",
    });
    expect(await codeOf(preview(looked, [closed]))).toBe("period-closed");
    const past = preview(looked, [sale], { at: "2026-04-01T00:00:00Z" });
    expect(await codeOf(past)).toBe("invalid-range");
    const other = "preview-of-another";
    expect(await codeOf(preview(looked, [{ ...sale, customer: "c-2" }]))).toBe(other);
    expect(await codeOf(preview(looked, [{ fact: "customer", id: "c-2", name: "O" }]))).toBe(other);
  });

  it("shows the documents that are then made of each kind, alone and together", async () => {
    const together = [
      ["sale", { offer: "tuning", date: "2026-03-30" }],
      ["change", { subscription: "s-1@", quantity: 3, plan: "hybrid" }],
      ["resume", { subscription: "s-2@", on: "2026-04-20" }],
      ["milestone", { sale: "w-1@", milestone: "Designed", on: "2026-04-02" }],
      ["contract-renewal", { contract: "k-1@", commitment: "1200 USD" }],
      ["tax-decision", { category: "standard", from: "2026-05-01", tax: { ...noTax } }],
      ["grant", { credit: "pack", date: "2026-04-15" }],
      ["credit-note", { invoice: "c@:3", reason: "late" }],
    ] as const;
    const all: readonly Deed[] = [
      ...deeds,
      {
        who: "-together",
        facts: together.map(([fact, said]) =>
          toldOf("-together", { fact, id: `${fact}@`, customer: "c@", ...said }),
        ),
      },
    ];
    const shown = new Map<string, Preview>();
    const before = await documents();
    for (const { who, facts } of all) {
      const answer = await preview(who, facts, { until: end });
      expect([who, answer.status === 200 ? "" : answer.text]).toEqual([who, ""]);
      shown.set(who, answer.json as Preview);
      await recordEach(facts);
    }
    await server.moveTo(end);
    const after = await documents();
    const made = (who: string): readonly object[] =>
      (after.get(`c${who}`) ?? []).slice(before.get(`c${who}`)?.length).map(draftOf);
    for (const { who } of all)
      expect([who, toSeconds(shown.get(who)?.with ?? [])]).toEqual([who, toSeconds(made(who))]);
    expect(made(looked).length).toBeGreaterThan(1);
    const anyway = shown.get("-together")?.without ?? [];
    expect(withoutNames(anyway)).toEqual(withoutNames(made(looked)));
  }, 120_000);
});

const noTax = { category: "Z", rate: "0", jurisdiction: "US-NY", name: "Sales tax" } as const;

/** Documents of customers of one story are the same but for the names in them. */
const withoutNames = (documents: readonly object[]): unknown =>
  documents.map((one) => JSON.stringify(one).replaceAll(/-(?:looked|together)/g, ""));
