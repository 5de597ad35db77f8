import fc from "fast-check";
import { expectOk } from "../../fault/fault.ts";
import { DAY_MS } from "../../time/instant.ts";
import type { Book, MatchableItem } from "./book.ts";
import { creditorReference } from "./creditor-reference.ts";
import { mod97 } from "./mod97.ts";
import type { StatementLine } from "./statement-line.ts";

/** A line, and what its payer meant by it. */
export interface Meant {
  readonly line: StatementLine;
  readonly customer: string;
  /** The invoices it was meant for; undefined where the payer did not say and nobody can know. */
  readonly invoices: readonly string[] | undefined;
  /** Nothing about it is left to chance: it must match. */
  readonly clean: boolean;
  /** The payer wrote a wrong number, which may by chance be another invoice's. */
  readonly slip: boolean;
}

/** A book of open items, and lines by which its customers pay. */
export interface Paying {
  readonly book: Book;
  readonly meant: readonly Meant[];
}

const customerCount = 5;
const names = [
  "Acme Robotics GmbH",
  "Globex Ltd",
  "Müller & Söhne AG",
  "Initech LLC",
  "Umbrella SA",
];
const series: readonly ((n: number) => string)[] = [
  (n) => `INV-${String(n).padStart(6, "0")}`,
  (n) => `RE-2026-${String(n).padStart(4, "0")}`,
  (n) => `2026${String(n).padStart(5, "0")}`,
];

function ibanOf(customer: number): string {
  const account = `37040044${String(532013000 + customer).padStart(10, "0")}`;
  return `DE${String(98 - mod97(`${account}DE00`)).padStart(2, "0")}${account}`;
}

const anyItem = fc.record({
  customer: fc.nat(customerCount - 1),
  // Few different amounts, so that many invoices have the same.
  cents: fc.oneof(
    fc.constantFrom(9_900, 9_900, 19_800, 5_000),
    fc.integer({ min: 100, max: 50_000 }),
  ),
  dueDay: fc.nat(60),
});

const anyPayer = fc.record({
  first: fc.nat(),
  count: fc.integer({ min: 1, max: 3 }),
  how: fc.constantFrom("reference", "number", "silent", "typo", "tail", "part"),
  knownAccount: fc.boolean(),
  named: fc.boolean(),
  style: fc.nat(5),
  noise: fc.constantFrom(
    "",
    "thanks for 2 licences",
    "customer 4711",
    "31.01.2026",
    "tel +49 30 1234567",
    "order 100042",
  ),
  by: fc.integer({ min: 1, max: 9 }),
});

/** Books and payers of all sorts: careful, careless, silent and wrong. */
export const anyPaying: fc.Arbitrary<Paying> = fc
  .record({
    items: fc.array(anyItem, { minLength: 1, maxLength: 14 }),
    payers: fc.array(anyPayer, { minLength: 1, maxLength: 6 }),
    start: fc.integer({ min: 1, max: 990 }),
    which: fc.nat(series.length - 1),
  })
  .map(({ items, payers, start, which }) => {
    const number = series[which] ?? String;
    const book: Book = {
      items: items.map(({ customer, cents, dueDay }, index) => ({
        invoice: number(start + index),
        customer: `c-${customer}`,
        currency: "EUR",
        open: euros(cents),
        dueAt: dueDay * DAY_MS,
        reference: expectOk(creditorReference(number(start + index))),
      })),
      payers: names.map((name, customer) => ({
        customer: `c-${customer}`,
        names: [name],
        ibans: [ibanOf(customer)],
      })),
      imported: [],
    };
    const used = new Set<MatchableItem>();
    const meant = payers.flatMap((payer, index) => lineOf(book, payer, index, used) ?? []);
    return { book, meant };
  });

const euros = (cents: number): string => (cents / 100).toFixed(2);
const centsOf = ({ open }: MatchableItem): number => Number(open.replace(".", ""));

type AnyPayer = typeof anyPayer extends fc.Arbitrary<infer T> ? T : never;

/** What one payer sends: each invoice is paid once. */
function lineOf(
  { items }: Book,
  payer: AnyPayer,
  index: number,
  used: Set<MatchableItem>,
): Meant | undefined {
  const free = items.filter((item) => !used.has(item));
  const first = free[payer.first % Math.max(1, free.length)];
  if (first === undefined) return undefined;
  const { how } = payer;
  const several = how === "number" || how === "silent";
  const own = free.filter((item) => item.customer === first.customer);
  const paid = several
    ? [first, ...own.filter((item) => item !== first)].slice(0, payer.count)
    : [first];
  for (const item of paid) used.add(item);
  const customer = Number(first.customer.slice(2));
  // Who writes a number wrongly, or only its end, is at least known by account or name.
  const known = payer.knownAccount || how === "silent" || (how === "typo" && !payer.named);
  const full = paid.reduce((all, item) => all + centsOf(item), 0);
  const amount = how === "part" ? Math.max(1, Math.floor((full * payer.by) / 10)) : full;
  const line: StatementLine = {
    id: `L-${index}`,
    bookedOn: "2026-02-01",
    amount: euros(amount),
    currency: "EUR",
    remittance: textOf(payer, paid),
    reversal: false,
    ...(known ? { iban: ibanOf(customer) } : {}),
    ...(payer.named
      ? { name: (names[customer] ?? "").toUpperCase().replaceAll("Ü", "UE").replaceAll("Ö", "OE") }
      : {}),
    ...(how === "reference" && first.reference !== undefined ? { reference: first.reference } : {}),
  };
  const invoices = how === "silent" || how === "typo" ? undefined : paid.map((one) => one.invoice);
  const wellWritten = payer.style < 4 && /^[A-Z]/.test(first.invoice);
  const clean = how === "reference" || (how === "number" && wellWritten && payer.noise === "");
  return { line, customer: first.customer, invoices, clean, slip: how === "typo" };
}

function textOf({ how, style, noise, by }: AnyPayer, paid: readonly MatchableItem[]): string {
  if (how === "silent") return noise;
  if (how === "reference") return noise;
  const numbers = paid.map(({ invoice }) => {
    if (how === "tail") return invoice.slice(-4);
    if (how === "typo") {
      const last = (Number(invoice.slice(-1)) + by) % 10;
      return `${invoice.slice(0, -1)}${last}`;
    }
    return invoice;
  });
  const written = numbers.map((number) => writtenAs(number, style));
  return `${["invoice ", "Rg.Nr. ", "", "/INV/", "paiement ", "ref:"][style] ?? ""}${written.join(style % 2 === 0 ? ", " : " + ")} ${noise}`;
}

function writtenAs(number: string, style: number): string {
  switch (style) {
    case 1:
      return number.toLowerCase();
    case 2:
      return number.replaceAll("-", " ");
    case 3:
      return number.replaceAll("-", "");
    case 4:
      return number.replace(/-0+/, "-");
    default:
      return number;
  }
}
