import fc from "fast-check";
import type { CurrencyCode } from "../money/currency.ts";
import { DAY_MS } from "../time/instant.ts";
import { receivable } from "./account-name.ts";
import type { LedgerDocument } from "./documents/ledger-document.ts";
import { at, invoiceOf, vat } from "./ledger.fixture.ts";
import { type Counted, type Draw, type Purse, type Scene, sceneOf } from "./story-scene.fixture.ts";

/** A business's documents in order, and what its customers must owe and own at the end. */
export interface Story {
  readonly documents: readonly LedgerDocument[];
  readonly owed: ReadonlyMap<CurrencyCode, number>;
  readonly credit: ReadonlyMap<CurrencyCode, number>;
  readonly prepaid: ReadonlyMap<CurrencyCode, number>;
}

type Kind = LedgerDocument["kind"];

/** What a document of a kind says beside customer, date and currency; undefined where it could not happen now. */
type Teller<K extends Kind> = (
  scene: Scene,
) => Omit<Extract<LedgerDocument, { kind: K }>, "kind" | keyof Common> | undefined;

interface Common {
  readonly id: string;
  readonly customer: string;
  readonly date: number;
  readonly currency: CurrencyCode;
}

const through = ({ draw }: Scene) => (draw.flag ? { provider: "stripe" } : {});
const partOf = (whole: number, { draw }: Scene): number => Math.floor((whole * draw.part) / 100);

const tellers: { readonly [K in Kind]: Teller<K> } = {
  invoice: (scene) => {
    const { draw, id, customer, text, day } = scene;
    const tax = draw.flag ? partOf(draw.size, scene) : 0;
    scene.owe(`INV-${id}`, draw.size + 1 + tax);
    const invoice = invoiceOf({
      number: `INV-${id}`,
      customer,
      currency: draw.currency,
      issued: day(0),
      due: day(draw.part),
      tax: text(tax),
      lines: [
        { stream: draw.stream, amount: text(draw.size), period: [day(0), day(draw.part)] },
        { stream: "usage", amount: text(1), period: [day(-30), day(0)] },
      ],
    });
    return { invoice, taxes: tax === 0 ? [] : [vat(text(tax))] };
  },
  "credit-note": ({ draw, id, text, settle }) => ({
    number: `CN-${id}`,
    invoice: "INV-1",
    lines: [
      {
        id: "1",
        stream: draw.stream,
        amount: text(draw.size),
        treatment: draw.flag ? "at-once" : "deferred",
      },
    ],
    total: text(draw.size),
    appliedTo: settle(draw.size),
  }),
  payment: (scene) => ({
    ...through(scene),
    ...(scene.draw.part > 66
      ? { money: { currency: "CHF", amount: `${scene.draw.size}.00` } }
      : {}),
    amount: scene.text(scene.draw.size),
    appliedTo: scene.settle(scene.draw.size),
  }),
  refund: (scene) => {
    const reopens = scene.reopen(scene.draw.size);
    const amount = scene.text(scene.draw.size);
    return reopens && { ...through(scene), payment: "p", amount, reopens };
  },
  "payment-reversal": (scene) => {
    const reopens = scene.reopen(scene.draw.size);
    const amount = scene.text(scene.draw.size);
    const reason = scene.draw.part > 50 ? { reason: "R01" } : {};
    return reopens && { ...through(scene), ...reason, payment: "p", amount, reopens };
  },
  "refund-returned": (scene) => ({
    ...through(scene),
    refund: "r",
    amount: scene.text(scene.draw.size),
    appliedTo: scene.settle(scene.draw.size),
  }),
  "credit-note-application": ({ debt, creditLeft, addCredit, owe, text }) => {
    const amount = Math.min(creditLeft, debt?.owed ?? 0);
    if (debt === undefined || amount === 0) return undefined;
    addCredit(-amount);
    owe(debt.invoice, -amount);
    return { appliedTo: [{ invoice: debt.invoice, amount: text(amount) }] };
  },
  reapplication: (scene) => {
    const { draw, debt, addCredit, owe, text } = scene;
    if (debt === undefined) return undefined;
    const kept = partOf(draw.size, scene);
    owe(debt.invoice, draw.size);
    owe("INV-moved", -kept);
    addCredit(draw.size - kept);
    return {
      reopens: [{ invoice: debt.invoice, amount: text(draw.size) }],
      appliedTo: kept === 0 ? [] : [{ invoice: "INV-moved", amount: text(kept) }],
    };
  },
  "credit-application": ({ debt, creditLeft, addCredit, owe, text }) => {
    const amount = Math.min(creditLeft, debt?.owed ?? 0);
    if (debt === undefined || amount === 0) return undefined;
    addCredit(-amount);
    owe(debt.invoice, -amount);
    return { invoice: debt.invoice, amount: text(amount) };
  },
  "write-off": ({ debt, owe, text }) => {
    if (debt === undefined) return undefined;
    owe(debt.invoice, -debt.owed);
    return { invoice: debt.invoice, amount: text(debt.owed) };
  },
  "write-off-reversal": ({ draw, id, owe, text }) => {
    owe(`INV-back-${id}`, draw.size);
    return { writeOff: "w", invoice: `INV-back-${id}`, amount: text(draw.size) };
  },
  recovery: (scene) => ({
    ...through(scene),
    writeOff: "w",
    amount: scene.text(scene.draw.size),
  }),
  "credit-purchase": (scene) => {
    scene.addPrepaid(scene.draw.size);
    return { ...through(scene), amount: scene.text(scene.draw.size) };
  },
  "credit-burn": (scene) => {
    const { draw, debt, text, owe, addPrepaid } = scene;
    const used = Math.min(partOf(scene.prepaidLeft, scene), debt?.owed ?? Infinity);
    if (used === 0) return undefined;
    if (debt !== undefined) owe(debt.invoice, -used);
    const own = { stream: draw.stream, line: "1", amount: text(used) };
    if (debt !== undefined && draw.flag)
      return {
        grant: "g",
        draws: [{ ...own, treatment: "at-once" }],
        against: { funding: "free", invoice: debt.invoice },
      };
    const burn = { grant: "g", draws: [own] };
    addPrepaid(-used);
    const paying = debt === undefined ? {} : { invoice: debt.invoice };
    return { ...burn, against: { funding: "prepaid", ...paying } };
  },
  "credit-release": ({ draw, id, text, owe, addPrepaid }) => {
    const own = { stream: draw.stream, line: "1", amount: text(draw.size) };
    if (draw.flag) {
      const invoice = `INV-back-${id}`;
      owe(invoice, draw.size);
      const draws = [{ ...own, treatment: "deferred" }] as const;
      return { grant: "g", draws, against: { funding: "free", invoice } };
    }
    addPrepaid(draw.size);
    return { grant: "g", draws: [own], against: { funding: "prepaid" } };
  },
  "credit-void": (scene) => {
    const lost = partOf(scene.prepaidLeft, scene);
    scene.addPrepaid(-lost);
    scene.addCredit(lost);
    return lost === 0
      ? undefined
      : { grant: "g", amount: scene.text(lost), reason: "purchase-undone" };
  },
  "credit-breakage": (scene) => {
    const lost = partOf(scene.prepaidLeft, scene);
    scene.addPrepaid(-lost);
    const { draw, text } = scene;
    return lost === 0 ? undefined : { grant: "g", amount: text(lost), stream: draw.stream };
  },
  "credit-expiry": (scene) => {
    const lost = partOf(scene.prepaidLeft, scene);
    scene.addPrepaid(-lost);
    const { draw, text } = scene;
    return lost === 0 ? undefined : { grant: "g", amount: text(lost), stream: draw.stream };
  },
  "dispute-opened": ({ draw, text }) => ({
    provider: "stripe",
    payment: "p",
    amount: text(draw.size),
    fee: text(draw.part),
  }),
  "dispute-won": ({ draw, text }) => ({
    provider: "stripe",
    amount: text(draw.size),
    feeReturned: text(draw.part),
  }),
  "dispute-lost": ({ draw, text, reopen }) => {
    const reopens = reopen(draw.size);
    return reopens && { provider: "stripe", amount: text(draw.size), reopens };
  },
  "provider-payout": ({ draw, text }) => ({
    provider: "stripe",
    gross: text(draw.flag ? draw.size : -draw.size),
    fee: text(draw.part),
  }),
  "provider-payout-failed": ({ draw, text }) => ({ provider: "stripe", net: text(draw.size) }),
  "partner-share": ({ draw, text }) => ({
    partner: "dell",
    amount: text(draw.flag ? draw.size : -draw.size),
    treatment: draw.flag ? { kind: "cost" } : { kind: "lowers-revenue", stream: draw.stream },
  }),
  "partner-payout": (scene) => ({
    ...through(scene),
    partner: "dell",
    amount: scene.text(scene.draw.size),
  }),
  "currency-revaluation": ({ draw }) => ({
    balances: [
      {
        account: receivable,
        currency: "EUR",
        carrying: `${draw.part}`,
        value: draw.flag ? "50" : "-50",
      },
    ],
  }),
  recognition: ({ draw, text }) => ({
    amounts: [
      {
        stream: draw.stream,
        amount: text(draw.part > 90 ? -draw.size : draw.size),
        against: draw.flag ? "deferred" : "unbilled",
      },
    ],
  }),
};

const kinds = Object.keys(tellers).filter((kind): kind is Kind => kind in tellers);

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom<Kind>("invoice", "invoice", "invoice", "payment", "payment", ...kinds),
  customer: fc.nat({ max: 2 }),
  stream: fc.constantFrom("subscriptions", "usage", "services"),
  currency: fc.constantFrom<CurrencyCode>("USD", "USD", "JPY", "KWD"),
  size: fc.integer({ min: 1, max: 5_000_000 }),
  part: fc.integer({ min: 1, max: 100 }),
  days: fc.nat({ max: 20 }),
  flag: fc.boolean(),
});

/** Any sequence of documents that could have happened: nothing is settled that is not owed, or used that is not there. */
export const anyStory = (maxLength = 40): fc.Arbitrary<Story> =>
  fc.array(draw, { minLength: 1, maxLength, size: "max" }).map(tell);

const firstDay = at("2026-01-01") / DAY_MS;

function tell(draws: readonly Draw[]): Story {
  const counted: Counted = { open: new Map(), credit: new Map(), prepaid: new Map() };
  const documents: LedgerDocument[] = [];
  let today = firstDay;
  for (const [index, one] of draws.entries()) {
    today += one.days;
    const scene = sceneOf(one, `${index + 1}`, today, counted);
    const told = tellers[one.kind](scene);
    if (told === undefined) continue;
    const { id, customer } = scene;
    const common = { id, customer, date: today * DAY_MS, currency: one.currency };
    // Each teller gives what its own kind lacks; which one that is, the compiler cannot follow through the table.
    documents.push({ ...common, ...told, kind: one.kind } as LedgerDocument);
  }
  const { open, credit, prepaid } = counted;
  return {
    documents,
    owed: byCurrency(open),
    credit: byCurrency(credit),
    prepaid: byCurrency(prepaid),
  };
}

function byCurrency(purse: Purse): ReadonlyMap<CurrencyCode, number> {
  const sums = new Map<CurrencyCode, number>();
  for (const [key, units] of purse) {
    const currency = key.slice(-3) as CurrencyCode;
    sums.set(currency, (sums.get(currency) ?? 0) + units);
  }
  return sums;
}
