/**
 * Works a metric's formula out in doubles: names, numbers, `+ - x /` left to right with `x /` first, parentheses, and
 * a square written `name^2`. Enough to check that a figure is what its formula makes of its terms.
 */
export function workOut(formula: string, terms: ReadonlyMap<string, number>): number {
  const tokens = formula.match(/[()+/]|[\w^]+(?:-\w+)*|-/g) ?? [];
  let next = 0;
  const take = (): string => tokens[next++] ?? "";
  const atom = (): number => {
    const token = take();
    if (token === "(") {
      const inner = total();
      take();
      return inner;
    }
    const [name = "", square] = token.split("^");
    const value = /^\d+$/.test(name) ? Number(name) : (terms.get(name) ?? Number.NaN);
    return square === undefined ? value : value * value;
  };
  const product = (): number => {
    let value = atom();
    while (tokens[next] === "x" || tokens[next] === "/")
      value = take() === "x" ? value * atom() : value / atom();
    return value;
  };
  const total = (): number => {
    let value = product();
    while (tokens[next] === "+" || tokens[next] === "-")
      value = take() === "+" ? value + product() : value - product();
    return value;
  };
  return total();
}
