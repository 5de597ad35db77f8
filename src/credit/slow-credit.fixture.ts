/**
 * Credits counted cent by cent: one lot for each cent of each grant, in days and whole numbers, sharing nothing with the
 * transitions it checks. Costs are decided one cent at a time.
 */
export interface SlowGrant {
  readonly id: string;
  amount: number;
  readonly price: number;
  priority: number;
  readonly granted: number;
  readonly effective: number;
  expires: number | null;
  readonly grace: number;
  readonly served: boolean;
  readonly appliesTo: "recurring" | "usage" | "all";
  readonly share: number;
  readonly maximum: number | null;
  rolls: number;
  life: number;
  voided: boolean;
  /** Cost by side, in cents. */
  readonly cost: Record<Side, number>;
}

export type Side = "remaining" | "burned" | "expired" | "voided";

interface Lot {
  readonly grant: string;
  side: Side;
}

export interface SlowDraw {
  readonly line: string;
  readonly grant: string;
  readonly amount: number;
  readonly cost: number;
  back: number;
  costBack: number;
}

export interface SlowRecurring {
  readonly id: string;
  readonly amount: number;
  readonly price: number;
  readonly start: number;
  readonly step: number;
  readonly life: number | "period" | null;
  readonly count: number;
  ends: number | null;
  given: number;
}

export interface SlowBook {
  day: number;
  /** The moment, in days. */
  now: number;
  readonly grants: SlowGrant[];
  readonly lots: Lot[];
  readonly burns: { readonly invoice: string; readonly draws: SlowDraw[] }[];
  readonly recurring: SlowRecurring[];
}

export interface SlowLine {
  readonly id: string;
  readonly kind: "recurring" | "usage" | "one-off";
  readonly from: number | null;
  readonly to: number;
  readonly amount: number;
}

export const openSlowBook = (): SlowBook => ({
  day: 0,
  now: 0,
  grants: [],
  lots: [],
  burns: [],
  recurring: [],
});

const lotsOf = (book: SlowBook, grant: string, side: Side): Lot[] =>
  book.lots.filter((lot) => lot.grant === grant && lot.side === side);

export const left = (book: SlowBook, grant: SlowGrant): number =>
  lotsOf(book, grant.id, "remaining").length;

const rank = (grant: SlowGrant): readonly (number | string)[] => [
  grant.priority,
  grant.expires ?? 1e9,
  grant.granted,
  grant.id,
];

function before(one: SlowGrant, other: SlowGrant): number {
  const others = rank(other);
  for (const [index, value] of rank(one).entries()) {
    const against = others[index] ?? 0;
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}

/** Half up, in whole numbers. */
const halfUp = (above: number, below: number): number =>
  Math.floor((2 * above + below) / (2 * below));

/** Moves cents one by one, each at the cost that brings the running cost nearest to its share of the price. */
function leave(book: SlowBook, grant: SlowGrant, cents: number, side: Side): number {
  let cost = 0;
  for (let cent = 0; cent < cents; cent++) {
    const [lot] = lotsOf(book, grant.id, "remaining");
    if (lot === undefined) throw new Error(`${grant.id} has nothing left`);
    lot.side = side;
    const gone = grant.amount - left(book, grant);
    const spent = grant.price - grant.cost.remaining;
    const one = spent < halfUp(grant.price * gone, grant.amount) ? 1 : 0;
    grant.cost.remaining -= one;
    grant.cost[side] += one;
    cost += one;
  }
  return cost;
}

export function slowGrant(book: SlowBook, terms: Omit<SlowGrant, "cost" | "voided">): void {
  const cost = { remaining: terms.price, burned: 0, expired: 0, voided: 0 };
  book.grants.push({ ...terms, voided: false, cost });
  for (let cent = 0; cent < terms.amount; cent++)
    book.lots.push({ grant: terms.id, side: "remaining" });
}

function slowClose(book: SlowBook, grant: SlowGrant): void {
  const whole = left(book, grant);
  const kept =
    grant.rolls > 0 ? Math.min(halfUp(whole * grant.share, 100), grant.maximum ?? whole) : 0;
  leave(book, grant, whole - kept, "expired");
  if (kept > 0 && grant.expires !== null) {
    grant.expires += grant.life;
    grant.rolls -= 1;
  }
}

/** What is over by a moment of a day, the first of it first. */
function slowCloseAll(book: SlowBook, now: number): void {
  const over = (grant: SlowGrant): boolean =>
    grant.expires !== null && grant.expires + grant.grace <= now && left(book, grant) > 0;
  const nextOver = (): SlowGrant | undefined => book.grants.filter(over).sort(before)[0];
  for (let due = nextOver(); due !== undefined; due = nextOver()) slowClose(book, due);
}

/** One day after the other: what expires on it, then what is given on it; at last what expires on the last day by the moment `now`. */
export function slowPass(book: SlowBook, day: number, now = day): void {
  for (let today = book.day; today <= day; today++) {
    slowCloseAll(book, today);
    for (const rule of book.recurring)
      for (; slowDue(rule, today); rule.given += 1) slowRecur(book, rule);
  }
  slowCloseAll(book, now);
  book.day = day;
  book.now = now;
}

const slowDue = (rule: SlowRecurring, today: number): boolean => {
  const next = rule.start + rule.given * rule.step;
  return next <= today && rule.given < rule.count && (rule.ends === null || next < rule.ends);
};

function slowRecur(book: SlowBook, rule: SlowRecurring): void {
  const from = rule.start + rule.given * rule.step;
  const life = rule.life === "period" ? rule.step : rule.life;
  slowGrant(book, {
    id: `${rule.id}/${rule.given}`,
    amount: rule.amount,
    price: rule.price,
    priority: 0,
    granted: from,
    effective: from,
    expires: life === null ? null : from + life,
    grace: 0,
    served: false,
    appliesTo: "all",
    share: 0,
    maximum: null,
    rolls: 0,
    life: 1,
  });
}

function slowPays(grant: SlowGrant, line: SlowLine, day: number): boolean {
  const end = grant.expires ?? 1e9;
  if (grant.effective > day || end + grant.grace <= day) return false;
  if (grant.appliesTo !== "all" && grant.appliesTo !== line.kind) return false;
  if (!grant.served || line.from === null) return day < end;
  return line.from >= grant.effective && line.to <= end;
}

/** Cent by cent: each goes from the first grant that may pay to the first line that is open. */
export function slowBurn(book: SlowBook, invoice: string, lines: readonly SlowLine[]): SlowDraw[] {
  const draws: SlowDraw[] = [];
  for (const line of lines)
    for (let open = line.amount; open > 0; ) {
      const grant = book.grants
        .filter((one) => left(book, one) > 0 && slowPays(one, line, book.day))
        .sort(before)[0];
      if (grant === undefined) break;
      const cents = Math.min(open, left(book, grant));
      const cost = leave(book, grant, cents, "burned");
      draws.push({ line: line.id, grant: grant.id, amount: cents, cost, back: 0, costBack: 0 });
      open -= cents;
    }
  // By grant in the order in which they burn, then by line: how a statement lists them.
  const order = [...book.grants].sort(before).map(({ id }) => id);
  draws.sort((one, other) => order.indexOf(one.grant) - order.indexOf(other.grant));
  if (draws.length > 0) book.burns.push({ invoice, draws });
  return draws;
}

/** What of an invoice's line has not come back. */
export const slowHeld = (book: SlowBook, invoice: string, line: string): number =>
  book.burns
    .filter((one) => one.invoice === invoice)
    .flatMap(({ draws }) => draws)
    .filter((draw) => draw.line === line)
    .reduce((sum, { amount, back }) => sum + amount - back, 0);

/** The last drawn comes back first, one cent at a time. */
export function slowRelease(
  book: SlowBook,
  invoice: string,
  line: string,
  cents: number,
  expires: number | undefined,
): void {
  const touched = new Set<SlowGrant>();
  let open = cents;
  for (const { draws } of book.burns.filter((one) => one.invoice === invoice).reverse())
    for (const draw of [...draws].reverse().filter((one) => one.line === line))
      for (; open > 0 && draw.back < draw.amount; open--) {
        const grant = book.grants.find(({ id }) => id === draw.grant);
        const [lot] = lotsOf(book, draw.grant, "burned");
        if (grant === undefined || lot === undefined)
          throw new Error(`${draw.grant} burned nothing`);
        lot.side = "remaining";
        draw.back += 1;
        const cost = halfUp(draw.cost * draw.back, draw.amount) - draw.costBack;
        draw.costBack += cost;
        grant.cost.burned -= cost;
        grant.cost.remaining += cost;
        touched.add(grant);
      }
  for (const grant of touched) {
    if (grant.voided) leave(book, grant, left(book, grant), "voided");
    const over = (): boolean =>
      left(book, grant) > 0 && grant.expires !== null && grant.expires + grant.grace <= book.now;
    if (over() && expires !== undefined) grant.expires = expires;
    while (over()) slowClose(book, grant);
  }
}

export function slowVoid(book: SlowBook, grant: SlowGrant): void {
  grant.voided = true;
  leave(book, grant, left(book, grant), "voided");
}

/** A bonus adds cents that cost nothing; less takes cents away. */
export function slowAdjust(book: SlowBook, grant: SlowGrant, by: number): void {
  if (by < 0) leave(book, grant, -by, "voided");
  else {
    grant.amount += by;
    for (let cent = 0; cent < by; cent++) book.lots.push({ grant: grant.id, side: "remaining" });
  }
}
