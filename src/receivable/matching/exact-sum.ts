const STEPS_MAX = 20_000;

/**
 * The one set of amounts that adds up to a total: their places, rising. `several` where more than one set does, or where
 * there are too many to be sure; `none` where none does. Whole numbers above zero.
 */
export function exactSum(
  amounts: readonly bigint[],
  total: bigint,
): readonly number[] | "none" | "several" {
  const places = amounts
    .map((amount, place) => ({ amount, place }))
    .sort((left, right) => (left.amount < right.amount ? 1 : left.amount > right.amount ? -1 : 0));
  // What is left from each place on: once even all of it is too little, no deeper look helps.
  const rest: bigint[] = new Array(places.length + 1).fill(0n);
  for (let at = places.length - 1; at >= 0; at -= 1)
    rest[at] = (rest[at + 1] ?? 0n) + (places[at]?.amount ?? 0n);
  const found: number[][] = [];
  let steps = 0;
  const look = (at: number, left: bigint, chosen: readonly number[]): void => {
    steps += 1;
    if (left === 0n && chosen.length > 0) found.push([...chosen]);
    if (left <= 0n || found.length > 1 || steps > STEPS_MAX) return;
    const one = places[at];
    if (one === undefined || (rest[at] ?? 0n) < left) return;
    if (one.amount <= left) look(at + 1, left - one.amount, [...chosen, one.place]);
    look(at + 1, left, chosen);
  };
  look(0, total, []);
  if (found.length > 1 || steps > STEPS_MAX) return "several";
  return found[0]?.sort((left, right) => left - right) ?? "none";
}
