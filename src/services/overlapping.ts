/**
 * Does work for each of these, so many at a time, and answers in their order. What those of a group ask of one transaction goes to the
 * database together, where one after another would each wait for the way there and back.
 */
export async function overlapping<A, B>(
  items: readonly A[],
  atOnce: number,
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> {
  const done: B[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    done.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  return done;
}
