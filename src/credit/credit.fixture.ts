import { expectOk } from "../fault/fault.ts";
import { formatInstant, type Instant, parseInstant } from "../time/instant.ts";
import type { PayableLine } from "./burn.ts";
import { type CreditBook, openCreditBook } from "./credit-book.ts";
import { type GrantCommand, grantCredit } from "./grant-credit.ts";
import type { CreditMovement } from "./movement.ts";

/** The moment at which a day begins in UTC. */
export const day = (text: string): Instant => expectOk(parseInstant(`${text}T00:00:00Z`));

/** Credits of 100.00 USD, given free, with whatever a test says otherwise. */
export const grantOf = (id: string, changes: Partial<GrantCommand> = {}): GrantCommand => ({
  id,
  kind: "promotional",
  currency: "USD",
  amount: "100",
  source: { kind: "command", id },
  ...changes,
});

/** A book with these grants, all given at one moment. */
export function bookOf(at: Instant, ...grants: readonly GrantCommand[]): CreditBook {
  return grants.reduce(
    (book, grant) => expectOk(grantCredit(book, grant, at)).book,
    openCreditBook("acme", "UTC"),
  );
}

/** A line of use, with whatever a test says otherwise. */
export const lineOf = (
  id: string,
  amount: string,
  changes: Partial<PayableLine> = {},
): PayableLine => ({ id, stream: "saas", kind: "usage", amount, ...changes });

/** What is left of each grant, in burn order: `welcome 20.00`. */
export const leftOf = ({ grants }: CreditBook): readonly string[] =>
  grants.map(({ id, remaining }) => `${id} ${remaining.amount}`);

/** Movements as lines of a statement, dates in UTC days. */
export const statement = (movements: readonly CreditMovement[]): readonly string[] =>
  movements.map((one) => {
    const when = formatInstant(one.date).slice(0, 10);
    return `${when} ${one.id} ${one.kind} ${said(one)}`;
  });

function said(one: CreditMovement): string {
  switch (one.kind) {
    case "credit-grant":
      return `${one.worth} paid ${one.cost}`;
    case "credit-purchase":
      return one.amount;
    case "credit-expiry":
    case "credit-void":
      return `${one.worth} paid ${one.amount}`;
    default: {
      const { funding, invoice = "no invoice" } = one.against;
      const draws = one.draws.map(({ line, amount }) => `${line} ${amount}`).join(", ");
      return `${funding} on ${invoice}: ${draws}`;
    }
  }
}
