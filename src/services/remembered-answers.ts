import { letGoOldest } from "../store/let-go-oldest.ts";
import type { Tx } from "../store/tenant.ts";

/** Answers a question in a transaction of one snapshot. */
export type AnswerIn<Q, A> = (tx: Tx, question: Q) => Promise<A>;

/** What is remembered, and for how long. */
export interface Remembering<Q, A> {
  /** A text that is another once an answer may be: read first, in the snapshot of each question. */
  readonly versionOf: (tx: Tx) => Promise<string | null>;
  /** Answers anew. A question is plain data, as its JSON tells it from others. */
  readonly answer: AnswerIn<Q, A>;
  /** So many answers are remembered; those beyond that were asked for longest ago are let go. */
  readonly most: number;
  /** Whether an answer hangs on its version alone; it does where this is absent. */
  readonly lasts?: (answer: A) => boolean;
}

/**
 * Answers the same question of a tenant once for as long as its version stays: a page asks for several things beside one another, and is
 * looked at again. What is answered is never older than the snapshot of who asks.
 */
export function rememberAnswers<Q, A>({
  versionOf,
  answer,
  most,
  lasts = () => true,
}: Remembering<Q, A>): AnswerIn<Q, A> {
  const known = new Map<string, { readonly version: string | null; readonly found: Promise<A> }>();
  return async (tx, question) => {
    const key = JSON.stringify([tx.tenant, question]);
    const version = await versionOf(tx);
    const before = known.get(key);
    const shared =
      before?.version === version ? await before.found.catch(() => undefined) : undefined;
    const found = shared === undefined ? answer(tx, question) : Promise.resolve(shared);
    const own = { version, found };
    known.delete(key);
    known.set(key, own);
    letGoOldest(known, most);
    const forget = (): void => {
      if (known.get(key) === own) known.delete(key);
    };
    try {
      const told = await found;
      if (!lasts(told)) forget();
      return told;
    } catch (error) {
      forget();
      throw error;
    }
  };
}
