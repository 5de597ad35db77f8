import type { AccountStamp } from "../store/account-stamps.ts";

/** What a look found of an account as it stood; undefined where it found nothing. */
export interface Seen<T> {
  readonly stamp: string;
  readonly found: T | undefined;
}

/** What was seen of accounts, by their customers, in the order of the stamps that it was looked for by. */
export type SeenAccounts<T> = ReadonlyMap<string, Seen<T>>;

/** How accounts are looked at. */
export interface Looking<T> {
  /** Looks at some accounts, and answers what was found by customer. */
  readonly look: (customers: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  /** How many are looked at at once. */
  readonly atOnce: number;
  /** Whether what was found of an account that was not changed still holds; it does where this is absent. */
  readonly holds?: (found: T) => boolean;
  /** Aborted when nobody is left to wait: its reason is then thrown after a page. */
  readonly ending?: AbortSignal | undefined;
}

/** What is to be seen of these accounts: what was seen before, where an account was not changed since, and else what is seen now. */
export async function lookAgain<T>(
  stamps: readonly AccountStamp[],
  before: SeenAccounts<T>,
  { look, atOnce, holds = () => true, ending }: Looking<T>,
): Promise<SeenAccounts<T>> {
  const isSame = ({ customer, stamp }: AccountStamp): boolean => {
    const seen = before.get(customer);
    return seen?.stamp === stamp && (seen.found === undefined || holds(seen.found));
  };
  const changed = stamps.filter((one) => !isSame(one)).map(({ customer }) => customer);
  const fresh = new Map<string, T>();
  for (let from = 0; from < changed.length; from += atOnce) {
    ending?.throwIfAborted();
    for (const [customer, found] of await look(changed.slice(from, from + atOnce)))
      fresh.set(customer, found);
  }
  const again = new Set(changed);
  return new Map(
    stamps.map(({ customer, stamp }) => [
      customer,
      { stamp, found: again.has(customer) ? fresh.get(customer) : before.get(customer)?.found },
    ]),
  );
}
