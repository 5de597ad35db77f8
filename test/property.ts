import fc, { type IProperty, type Parameters } from "fast-check";

/** The seed of every property test, printed by fast-check when a run fails; set FLORIN_SEED to explore another. */
export const propertySeed = Number(process.env.FLORIN_SEED ?? 20_261_121);

/** Multiplies every run count: 1 in `npm test`, more in a soak (FLORIN_RUNS=100). */
export const propertyRuns = Number(process.env.FLORIN_RUNS ?? 1);

/** Asserts a property with the fixed seed, so a failure repeats with the command that found it. */
export function property<T>(
  of: IProperty<T>,
  runs = 300,
  parameters: Omit<Parameters<T>, "seed" | "numRuns"> = {},
): void {
  fc.assert(of, { ...parameters, seed: propertySeed, numRuns: runs * propertyRuns });
}
