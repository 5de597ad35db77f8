import { letGoOldest } from "../store/let-go-oldest.ts";

/** Works a question out of something, or answers as it was worked out of the same thing before. */
export type WorkedOut<K, T> = (from: K, question: string, work: () => T) => T;

/**
 * Works things out once for as long as what they are worked out of is there: so many questions of each are remembered, and those beyond
 * that were asked for longest ago let go. What is answered is shared, so nobody changes it.
 */
export function workOutOnce<K extends object, T>(most: number): WorkedOut<K, T> {
  const known = new WeakMap<K, Map<string, { readonly told: T }>>();
  return (from, question, work) => {
    const own = known.get(from) ?? new Map<string, { readonly told: T }>();
    known.set(from, own);
    const found = own.get(question) ?? { told: work() };
    own.delete(question);
    own.set(question, found);
    letGoOldest(own, most);
    return found.told;
  };
}
