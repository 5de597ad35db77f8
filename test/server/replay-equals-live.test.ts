import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Invoice, invoiceText } from "../../src/account/invoice.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import type { Replay } from "../../src/account/replay.ts";
import { german, shop } from "../../src/account/taxed.fixture.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import { expectOk } from "../../src/fault/fault.ts";
import { type BookKeeping, bookHappenings } from "../../src/ledger/book-happenings.ts";
import { closeThrough } from "../../src/ledger/close/month-books.ts";
import { centModel } from "../../src/ledger/credit-life.fixture.ts";
import { entryText } from "../../src/ledger/entry-text.ts";
import { appendEntries, emptyJournal } from "../../src/ledger/journal.ts";
import { month } from "../../src/ledger/recognition/recognition.fixture.ts";
import type { Model } from "../../src/model/model.ts";
import { sha256 } from "../../src/services/journal-writer.ts";
import { verifyLedger } from "../../src/services/ledger/verify-ledger.ts";
import { journalRecords } from "../../src/store/journal.ts";
import { verifyEvents } from "../../src/store/verify-events.ts";
import { verifyInvoices } from "../../src/store/verify-invoices.ts";
import { seededRandom } from "../../src/testing/random.ts";
import { changeStory } from "./change-story.ts";
import { contractModel, contractStory } from "./contract-story.ts";
import { creditStory } from "./credit-story.ts";
import { engineModel, engineStory } from "./engine-story.ts";
import { factsStory } from "./facts-story.ts";
import { lateStory } from "./late-story.ts";
import { moneyStory } from "./money-story.ts";
import { type FactLine, startTelling, type Telling } from "./post-story.ts";
import { projectBundles, projectOffers, projectStory } from "./project-story.ts";
import { at, type Client, type RunningFlorin, runFlorin } from "./running-florin.ts";
import { businessStory, type Moment, momentsOf, punctualStory, storyEnd } from "./story.ts";
import { changingModels, storyModel } from "./story-model.ts";
import { taxStory } from "./tax-story.ts";

/** The examples by the file of the model that bills their facts. */
const examples = {
  "bitnet-rust": "model.ts",
  "dell-milspec": "model.ts",
  nexus: "priced.ts",
  sippar: "model.ts",
} as const;
const everyTenant = [
  "default",
  "punctual",
  "changing",
  "paying",
  "taxed",
  "retail",
  "crediting",
  "decided",
  "signing",
  ...Object.keys(examples),
];
/** How many customers a story tells of: more of them in a soak. */
const sized = (ordinary: number, soak: number): number =>
  process.env.FLORIN_SOAK === undefined ? ordinary : soak;
/** The last month that the story's end leaves room to close. */
const lastMonth = "2026-03";
const silent = { out: () => {}, err: () => {}, interactive: false };

/** The story's model, due in ten days and chasing what is not paid by then. */
const chasingModel: Model = {
  ...storyModel,
  offers: { ...storyModel.offers, ...projectOffers },
  bundles: projectBundles,
  payment: {
    ...storyModel.payment,
    methods: storyModel.payment?.methods ?? {},
    terms: { monthly: { kind: "net", days: 10 } },
    dunning: {
      steps: [
        { afterDueDays: -2, action: "remind" },
        { afterDueDays: 5, action: "warn", fee: "15 USD" },
        { afterDueDays: 12, action: "suspend" },
        { afterDueDays: 30, action: "write-off" },
      ],
      stream: "subscriptions",
    },
  },
};

/** A tenant, its model, and what happened to it. */
interface Told {
  readonly server: RunningFlorin;
  readonly api: Client;
  /** Every version, the current one last. */
  readonly models: readonly Model[];
  readonly moments: readonly Moment[];
  readonly telling: Telling;
}

const servers: RunningFlorin[] = [];
let folder: string;
const tenants = new Map<string, Told>();

async function open(
  server: RunningFlorin,
  tenant: string,
  models: readonly Model[],
  moments: readonly Moment[],
): Promise<void> {
  const api = tenant === "default" ? server.api : await server.addTenant(tenant);
  for (const model of models) expect((await api.post("/v1/models", model)).status).toBe(201);
  const telling = startTelling(api, tenants.size + 1);
  tenants.set(tenant, { server, api, models, moments, telling });
}

const told = (tenant: string): Told => {
  const found = tenants.get(tenant);
  if (found === undefined) throw new Error(`nothing was told of ${tenant}`);
  return found;
};

/** Tells the stories of all tenants of a server on the one clock that they share. */
async function tellAll(server: RunningFlorin): Promise<void> {
  const schedule = [...tenants.values()]
    .filter((tenant) => tenant.server === server)
    .flatMap((tenant) => tenant.moments.map((moment) => ({ tenant, moment })))
    .sort((left, right) => left.moment.at - right.moment.at);
  let now = -1;
  for (const { tenant, moment } of schedule) {
    if (moment.at !== now) await server.moveTo(moment.at);
    now = moment.at;
    await tenant.telling.tell(moment);
  }
  await server.moveTo(storyEnd);
}

async function start(): Promise<RunningFlorin> {
  const server = await runFlorin("2025-02-01T00:00:00Z");
  servers.push(server);
  return server;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-replay-"));
  const punctual = punctualStory();
  // A clock that stops bills every tenant of its server: those whose moments are the same share one.
  const daily = await start();
  await open(
    daily,
    "default",
    [storyModel],
    momentsOf([...businessStory(sized(6, 40), 7), ...punctual, ...lateStory()]),
  );
  const own = momentsOf([...businessStory(3, 3), ...punctual]);
  await open(daily, "punctual", [storyModel], own);
  await open(await start(), "changing", changingModels, momentsOf(changeStory(sized(11, 30), 19)));
  const shops = await start();
  const paying = [...moneyStory(sized(7, 24), 5), ...projectStory()];
  await open(shops, "paying", [chasingModel], momentsOf(paying));
  await open(shops, "taxed", [german], momentsOf(taxStory(sized(7, 14), 3)));
  await open(shops, "retail", [shop], momentsOf(taxStory(sized(5, 7), 77)));
  await open(await start(), "crediting", [centModel], momentsOf(creditStory(sized(7, 9), 41)));
  await open(await start(), "signing", [contractModel], momentsOf(contractStory(sized(6, 18), 29)));
  await open(await start(), "decided", [engineModel], momentsOf(engineStory(6, 11)));
  const founding = await start();
  for (const [name, file] of Object.entries(examples)) {
    const { default: model } = (await import(`../../examples/${name}/${file}`)) as {
      default: Model;
    };
    const path = fileURLToPath(new URL(`../../examples/${name}/facts.ndjson`, import.meta.url));
    await open(founding, name, [model], momentsOf(factsStory(await readFile(path, "utf8"))));
  }
  await Promise.all(servers.map(tellAll));
}, 400_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

/** Every final document's bytes in order of number, as the API gives them. */
async function liveInvoices({ api }: Told): Promise<readonly string[]> {
  const found: { readonly id: string; readonly number: string }[] = [];
  let cursor = "";
  do {
    const page = (await api.get(`/v1/invoices?limit=200${cursor}`)).json as {
      items: { id: string; number: string }[];
      next: string | null;
    };
    found.push(...page.items);
    cursor = page.next === null ? "" : `&cursor=${page.next}`;
  } while (cursor !== "");
  found.sort((left, right) => (left.number < right.number ? -1 : 1));
  const texts: string[] = [];
  // Some at a time: a server that is asked for all of them at once rightly answers that it is busy.
  for (let from = 0; from < found.length; from += atOnce)
    texts.push(
      ...(await Promise.all(
        found.slice(from, from + atOnce).map(async ({ id }) => {
          const answer = await api.get(`/v1/invoices/${encodeURIComponent(id)}`);
          expect(answer.status).toBe(200);
          return answer.text;
        }),
      )),
    );
  return texts;
}

/** Documents that are asked for together. */
const atOnce = 20;

/** Every document's bytes from a file of facts in order of number, by the pure core alone. */
async function replayed({ models }: Told, facts: readonly FactLine[]) {
  const file = join(folder, "facts.ndjson");
  await writeFile(file, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
  const result = await replayFacts(file, expectOk(priceBooks(models)), silent);
  const happenings = [...result.replay.happeningsUntil(at(storyEnd))];
  const issued = happenings.flatMap((one) => (one.kind === "document" ? [one.invoice] : []));
  return { ...result, happenings, invoices: issued.sort(byNumber).map(invoiceText) };
}

const keepingOf = ({ models }: Told, { accounts }: Replay): BookKeeping => ({
  book: expectOk(priceBooks(models)).current,
  customerOf: (id) => accounts.get(id)?.customer,
});

/** Of one series in the order of issue; a replay gives several as they come. */
const byNumber = (left: Invoice, right: Invoice): number =>
  (left.number ?? "") < (right.number ?? "") ? -1 : 1;

function shuffled<T>(entries: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  const result = [...entries];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    const held = result[last] as T;
    result[last] = result[other] as T;
    result[other] = held;
  }
  return result;
}

const withoutTimes = ({ recordedAt: _, receivedAt: __, ...fact }: FactLine): FactLine => fact;

describe("the same facts", () => {
  it.each(everyTenant)(
    "posted by %s and replayed give the same invoices, byte for byte and in the same order",
    async (name) => {
      const tenant = told(name);
      const live = await liveInvoices(tenant);
      const { invoices } = await replayed(tenant, tenant.telling.facts);
      expect(live.length).toBeGreaterThan(10);
      for (const [index, text] of invoices.entries()) expect(live[index]).toBe(text);
      expect(live.length).toBe(invoices.length);
    },
  );

  it("meet refused and accepted changes, and credit notes", async () => {
    const tenant = told("changing");
    const documents = (await liveInvoices(tenant)).map((text) => JSON.parse(text) as Invoice);
    expect(new Set(documents.map(({ kind }) => kind))).toEqual(new Set(["invoice", "credit-note"]));
    expect(tenant.telling.refusedFacts()).toBeGreaterThan(20);
    const kinds = new Set(documents.flatMap(({ lines }) => lines.map((line) => line.kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(["unused-time", "termination-fee"]));
    const lines = documents.flatMap((one) => one.lines);
    expect(new Set(lines.map(({ addon }) => addon))).toEqual(
      new Set([undefined, "support", "people"]),
    );
    const versions = new Set(lines.map(({ explanation }) => explanation.priceVersion));
    expect(versions).toEqual(new Set(["changing@1.0", "changing@2.0"]));
  });

  it.each(["taxed", "retail"])(
    "meet every way of being taxed, and accounts that wait, at %s",
    async (name) => {
      const tenant = told(name);
      const { happenings } = await replayed(tenant, tenant.telling.facts);
      expect(happenings.some(({ kind }) => kind === "parked")).toBe(true);
      const documents = (await liveInvoices(tenant)).map((text) => JSON.parse(text) as Invoice);
      const taxes = documents.flatMap(({ taxes: own = [] }) => own.map(({ category }) => category));
      expect(new Set(taxes)).toEqual(new Set(["S", "AE", "K", "E", "O", "G"]));
      expect(documents.filter(({ reason }) => reason !== undefined).length).toBeGreaterThan(5);
      expect(tenant.telling.refusedFacts()).toBeGreaterThan(5);
    },
  );

  it("meet credits of every kind, and every way in which they move", async () => {
    const tenant = told("crediting");
    const { happenings } = await replayed(tenant, tenant.telling.facts);
    const moved = happenings.flatMap((one) => (one.kind === "movement" ? [one.movement] : []));
    const ofCredits = new Set(
      moved.flatMap(({ kind }) => (kind.startsWith("credit-") ? kind : [])),
    );
    expect([...ofCredits].toSorted()).toEqual([
      "credit-burn",
      "credit-expiry",
      "credit-grant",
      "credit-note",
      "credit-release",
      "credit-void",
    ]);
    const live = await tenant.server.florin.store.withTenant("crediting", (tx) =>
      tx.rows<{ movement: string }>("select movement from account_movements"),
    );
    expect(live.map(({ movement }) => movement).toSorted()).toEqual(
      moved.map((movement) => JSON.stringify(movement)).toSorted(),
    );
    expect(tenant.telling.refusedFacts()).toBeGreaterThan(5);
  });

  it("meet decisions of an engine that come too late", async () => {
    const tenant = told("decided");
    const { happenings } = await replayed(tenant, tenant.telling.facts);
    const kinds = happenings.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "parked").length).toBeGreaterThan(3);
    const rates = happenings.flatMap((one) =>
      one.kind === "document" ? (one.invoice.taxes ?? []).map(({ rate }) => rate) : [],
    );
    expect(new Set(rates)).toEqual(new Set(["7", "19", "20"]));
  });

  it("move the same money and give the same notices, and keep the same journal to the byte", async () => {
    const tenant = told("paying");
    const { store } = tenant.server.florin;
    const { happenings, replay } = await replayed(tenant, tenant.telling.facts);
    const live = await store.withTenant("paying", async (tx) => ({
      movements: (
        await tx.rows<{ movement: string }>(
          "select movement from account_movements order by at, customer, place",
        )
      ).map(({ movement }) => movement),
      notices: (
        await tx.rows<{ notice: string }>("select notice from dunning_notices order by at, id")
      ).map(({ notice }) => notice),
      journal: await journalRecords(tx, 0, 100_000),
    }));
    const { entries } = bookHappenings(happenings, keepingOf(tenant, replay));
    const booked = appendEntries(emptyJournal, entries, sha256).records;
    for (const [index, { position, hash, entry }] of booked.entries())
      expect(live.journal[index]).toEqual({ position, hash, entry: entryText(entry) });
    expect(live.journal.length).toBe(booked.length);
    const moved = happenings.flatMap((one) => (one.kind === "movement" ? [one] : []));
    expect(live.movements.toSorted()).toEqual(
      moved.map(({ movement }) => JSON.stringify(movement)).toSorted(),
    );
    const noticed = happenings.flatMap((one) => (one.kind === "notice" ? [one.notice] : []));
    expect(live.notices.toSorted()).toEqual(noticed.map((one) => JSON.stringify(one)).toSorted());
    const kinds = new Set(moved.map(({ movement }) => movement.kind));
    expect(kinds.size).toBeGreaterThan(5);
    expect(new Set(noticed.map(({ action }) => action)).size).toBe(4);
    expect(tenant.telling.refusedFacts()).toBeGreaterThan(20);
    const verdict = await store.withTenant("paying", verifyLedger);
    expect(verdict.faults).toEqual([]);
  });

  it.each(everyTenant)(
    "of %s close the same months of the same journal, to the byte",
    async (name) => {
      const tenant = told(name);
      const { api, server } = tenant;
      const closed: string[] = [];
      for (;;) {
        const { openMonth } = (await api.get("/v1/closes?limit=1")).json as { openMonth: string };
        if (openMonth > lastMonth) break;
        const answer = await api.post("/v1/closes", { month: openMonth });
        expect(answer.status, answer.text).toBe(201);
        closed.push(openMonth);
      }
      expect(closed.length).toBeGreaterThan(2);
      const { happenings, replay } = await replayed(tenant, tenant.telling.facts);
      const booked = bookHappenings(happenings, keepingOf(tenant, replay));
      const { entries } = expectOk(closeThrough(booked, month(lastMonth)));
      const { records } = appendEntries(emptyJournal, entries, sha256);
      const live = await server.florin.store.withTenant(name, (tx) =>
        journalRecords(tx, 0, 100_000),
      );
      for (const [index, { position, hash, entry }] of records.entries())
        expect(live[index]).toEqual({ position, hash, entry: entryText(entry) });
      expect(live.length).toBe(records.length);
      const kinds = new Set(records.map(({ entry }) => entry.document.kind));
      expect(kinds).toContain("recognition");
      const verdict = await server.florin.store.withTenant(name, verifyLedger);
      expect(verdict.faults).toEqual([]);
    },
    60_000,
  );

  it.each(["default", "punctual", "changing", "paying"])(
    "of %s in any order give the same invoices",
    async (name) => {
      const tenant = told(name);
      const inOrder = await replayed(tenant, tenant.telling.facts);
      const mixed = await replayed(tenant, shuffled(tenant.telling.facts, 23));
      expect(mixed.invoices).toEqual(inOrder.invoices);
      expect(mixed.usage).toEqual(inOrder.usage);
    },
  );

  it("need no times of receipt and record where everything was told in time", async () => {
    const tenant = told("punctual");
    const { invoices } = await replayed(tenant, tenant.telling.facts.map(withoutTimes));
    expect(invoices).toEqual(await liveInvoices(tenant));
  });

  it("meet every kind of line, and every kind of price that a charge may have", async () => {
    const texts: string[] = [];
    for (const name of everyTenant) texts.push(...(await liveInvoices(told(name))));
    const lines = texts.flatMap((text) => (JSON.parse(text) as Invoice).lines);
    const kinds = new Set(lines.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      "capacity",
      "credits",
      "dunning-fee",
      "late-usage",
      "licence",
      "maintenance",
      "milestone",
      "one-off",
      "recurring",
      "service-credit",
      "termination-fee",
      "true-up",
      "unused-time",
      "usage",
    ]);
    const notes = texts.filter((text) => text.startsWith('{"kind":"credit-note","number":"CN-'));
    expect(notes.length).toBeGreaterThan(10);
    expect(lines.some(({ id }) => id.includes("/rest/"))).toBe(true);
    const billed = new Set(lines.map(({ explanation }) => explanation.price));
    const ofStory = ["payments", "catalogue", "people", "reserved", "raised", "stored"];
    const charges = ofStory.flatMap((plan) =>
      Object.keys(storyModel.plans[plan]?.charges ?? {}).map(
        (charge) => `/plans/${plan}/charges/${charge}/price`,
      ),
    );
    expect(charges.filter((pointer) => !billed.has(pointer))).toEqual([]);
  });

  it("become known behind the invoices that have their numbers", () => {
    const { facts } = told("default").telling;
    const recorded = (id: string) => facts.find((fact) => fact.id === id)?.recordedAt;
    // Others were billed at midnight, when the clock stopped there; both sides of them in the order of customers.
    expect(recorded("s-a-first")).toBe("2026-02-10T00:00:00.001Z");
    expect(recorded("s-z-last")).toBe("2026-02-10T00:00:00Z");
  });

  it.each(everyTenant)("leave %s without a broken invariant", async (name) => {
    const { store } = told(name).server.florin;
    const broken = await store.withTenant(name, async (tx) => [
      ...(await verifyInvoices(tx)),
      ...(await verifyEvents(tx, 0)),
    ]);
    expect(broken).toEqual([]);
  });

  it.each(everyTenant)("are counted alike for %s", async (name) => {
    const tenant = told(name);
    const { api, telling } = tenant;
    const { usage, invoices } = await replayed(tenant, telling.facts);
    const { events: summed, invoices: billed } = (await api.get("/v1/summary")).json as {
      events: { accepted: number };
      invoices: { count: number };
    };
    const unbilled = (await api.get("/v1/unbilled?limit=500")).json as {
      items: { reason: keyof typeof usage }[];
      total: number;
    };
    for (const reason of ["unknown-customer", "no-subscription", "too-late"] as const)
      expect(unbilled.items.filter((item) => item.reason === reason).length, reason).toBe(
        usage[reason],
      );
    const { duplicate, conflict, ...stored } = usage;
    expect(telling.events).toMatchObject({ duplicate, conflict });
    expect(summed.accepted).toBe(Object.values(stored).reduce((sum, count) => sum + count, 0));
    expect(telling.events.accepted).toBe(summed.accepted);
    expect(billed.count).toBe(invoices.length);
  });
});
