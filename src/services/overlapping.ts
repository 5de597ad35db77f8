/**
 * Does work for each of these, so many at a time, and answers in their order. What those of a group ask of one transaction goes to the
 * database together, where one after another would each wait for the way there and back. Where one fails, the others of its group end
 * before its error is thrown, so that none is left to work in a transaction that is over.
 */
export async function overlapping<A, B>(
  items: readonly A[],
  atOnce: number,
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> {
  const done: B[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    for (const one of await Promise.allSettled(items.slice(from, from + atOnce).map(work))) {
      if (one.status === "rejected") throw one.reason;
      done.push(one.value);
    }
  return done;
}
