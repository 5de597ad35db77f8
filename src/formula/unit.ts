/**
 * What a figure is counted in: a product of base units with whole powers. `USD per customer per month` is
 * `{ USD: 1, customer: -1, month: -1 }`; a ratio has no base. No power is zero.
 */
export type Unit = Readonly<Record<string, number>>;

/** The unit of shares, multiples and plain numbers. */
export const ratio: Unit = {};

/** One of a base unit: `unitOf("USD")`. */
export const unitOf = (base: string): Unit => ({ [base]: 1 });

/** The unit of a product. */
export function multiplyUnits(left: Unit, right: Unit): Unit {
  const powers: Record<string, number> = { ...left };
  for (const [base, power] of Object.entries(right)) {
    const sum = (powers[base] ?? 0) + power;
    if (sum === 0) delete powers[base];
    else powers[base] = sum;
  }
  return powers;
}

/** The unit of a whole power; the zeroth of anything is a ratio. */
export const raiseUnit = (unit: Unit, power: number): Unit =>
  power === 0
    ? ratio
    : Object.fromEntries(Object.entries(unit).map(([base, own]) => [base, own * power]));

/** The unit of a quotient. */
export const divideUnits = (left: Unit, right: Unit): Unit =>
  multiplyUnits(left, raiseUnit(right, -1));

/** Whether two units are the same, base by base. A year is not twelve months here: that takes a conversion. */
export function sameUnit(left: Unit, right: Unit): boolean {
  const bases = Object.keys(left);
  return (
    bases.length === Object.keys(right).length && bases.every((base) => left[base] === right[base])
  );
}

/** Whether it has no base. */
export const isRatio = (unit: Unit): boolean => Object.keys(unit).length === 0;

/**
 * A unit in words, as formulas write it: `USD per customer per month`, `per month`, `ratio`. What is multiplied comes first, each
 * part in alphabetical order, so equal units have equal texts.
 */
export function unitText(unit: Unit): string {
  const bases = Object.keys(unit).sort();
  const over = bases.flatMap((base) => repeated(base, unit[base] ?? 0));
  const under = bases.flatMap((base) => repeated(base, -(unit[base] ?? 0)));
  if (over.length + under.length === 0) return "ratio";
  return [over.join(" "), ...under.map((base) => `per ${base}`)]
    .filter((part) => part !== "")
    .join(" ");
}

const repeated = (base: string, times: number): string[] =>
  times > 0 ? Array.from({ length: times }, () => base) : [];
