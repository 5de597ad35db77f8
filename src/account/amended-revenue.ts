import { allocate } from "../money/allocation.ts";
import { decimalOf, formatFixed, isZero, subtract, zero } from "../money/decimal.ts";
import { shareOf } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, AmendedPart, SaleAmendment, SaleState } from "./account.ts";
import type { AllocationMovement } from "./allocation.ts";
import { milestoneNet } from "./milestone-line.ts";
import { milestoneLineId } from "./milestones.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";

/**
 * Books the catch-up of amendments (ASC 606-10-25-13(b), IFRS 15.21(b)): what was reached has earned its share of the new price,
 * whatever was billed for it. The difference is set apart for the milestones to come, each its part: it is earned with them.
 */
export function allocateAmendments(
  before: Account,
  at: Instant,
  books: PriceBooks,
): { readonly account: Account; readonly movements: readonly AllocationMovement[] } {
  if (before.sales.every(({ amendments }) => amendments === undefined))
    return { account: before, movements: [] };
  const movements: AllocationMovement[] = [];
  const sales = before.sales.map((state) => {
    if (state.amendments === undefined) return state;
    const book = books.find(state.model);
    const writing = { account: before, at, book };
    const amendments = state.amendments.map((amendment, index) => {
      const next = state.amendments?.[index + 1];
      const parts = amendment.parts ?? newParts(amendment, state, book);
      if (parts === undefined) return amendment;
      const isNew = amendment.parts === undefined;
      const told = parts.map((part): AmendedPart => {
        const earned = earnedOn(part, state, next);
        if (earned === part.earned && !isNew) return part;
        movements.push(movementOf(part, amendment, earned, writing));
        return earned === undefined ? part : { ...part, earned };
      });
      const unmoved = !isNew && told.every((part, place) => part === parts[place]);
      return unmoved ? amendment : { ...amendment, parts: told };
    });
    const isSame = amendments.every((one, index) => one === state.amendments?.[index]);
    return isSame ? state : { ...state, amendments };
  });
  return movements.length === 0 && sales.every((one, index) => one === before.sales[index])
    ? { account: before, movements }
    : { account: { ...before, sales }, movements };
}

/** What milestones to come have earned or are billed ahead, once all that was reached before is billed; undefined until then. */
function newParts(
  { milestones, price, reached, rule }: SaleAmendment,
  state: SaleState,
  book: PriceBook,
): readonly AmendedPart[] | undefined {
  if (rule !== "cumulative-catch-up") return [];
  const billed = (state.reached ?? []).filter(({ place }) => reached.includes(place));
  const last = billed.at(-1);
  if (last?.invoice === undefined || billed.some(({ invoice }) => invoice === undefined))
    return undefined;
  const { invoice } = last;
  const line = milestoneLineId(state.fact.id, last.place);
  const stream = book.model.offers?.[state.fact.offer]?.stream ?? "";
  const shares = milestones.map(({ share }) => shareOf(share));
  const worth = allocate(decimalOf(price), shares, book.minorUnits);
  return milestones.flatMap((_, index): readonly AmendedPart[] => {
    const place = index + 1;
    if (reached.includes(place)) return [];
    const amount = subtract(worth[index] ?? zero, milestoneNet(state, place, book));
    if (isZero(amount)) return [];
    return [{ place, invoice, line, stream, amount: formatFixed(amount, book.minorUnits) }];
  });
}

/** The day on which a part is earned: when its milestone was reached, or when another amendment takes its place. */
function earnedOn(
  { place, earned }: AmendedPart,
  { reached = [] }: SaleState,
  next: SaleAmendment | undefined,
): string | undefined {
  if (earned !== undefined) return earned;
  if (next !== undefined && !next.reached.includes(place)) return next.day;
  return reached.find((one) => one.place === place && one.billed)?.day;
}

function movementOf(
  { place, invoice, line, stream, amount }: AmendedPart,
  { id, day }: SaleAmendment,
  earned: string | undefined,
  {
    account,
    at,
    book,
  }: { readonly account: Account; readonly at: Instant; readonly book: PriceBook },
): AllocationMovement {
  const allocation = `${line}/${id}/${place}`;
  return {
    kind: "allocation",
    id: earned === undefined ? allocation : `${allocation}/earned`,
    customer: account.customer.id,
    date: at,
    currency: book.model.currency,
    allocation,
    invoice,
    line,
    stream,
    to: "remaining",
    day,
    amount,
    ...(earned === undefined ? {} : { earned: { from: earned } }),
  };
}
