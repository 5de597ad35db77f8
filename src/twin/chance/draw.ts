import type { RandomStream } from "./random-stream.ts";

/** Whether something happens that has this chance, from 0 to 1. */
export const happens = ({ uniform }: RandomStream, chance: number): boolean => uniform() < chance;

/** A whole number from 1 to `most`, each as likely. */
export const oneTo = ({ uniform }: RandomStream, most: number): number =>
  1 + Math.floor(uniform() * most);

/** A standard normal number, after Box and Muller (1958). */
export const normal = ({ uniform }: RandomStream): number =>
  // 1 - u keeps the logarithm finite.
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/**
 * A log-normal factor of mean 1 whose standard deviation is `spread`: with σ² = ln(1 + spread²) it is exp(σz - σ²/2).
 * Always 1 where there is no spread.
 */
export function factor(stream: RandomStream, spread: number): number {
  if (spread === 0) return 1;
  const variance = Math.log(1 + spread * spread);
  return Math.exp(Math.sqrt(variance) * normal(stream) - variance / 2);
}

/** Where the fifths of a standard normal number end. */
const fifths = [Number.NEGATIVE_INFINITY, -0.8416212, -0.2533471, 0.2533471, 0.8416212, Infinity];

/** The mean of such factors in a fifth of them, from 0 for the lowest: the five of them have the mean 1, too. */
export function factorInFifth(fifth: number, spread: number): number {
  if (spread === 0) return 1;
  const deviation = Math.sqrt(Math.log(1 + spread * spread));
  const below = (end: number): number => normalBelow((fifths[end] ?? 0) - deviation);
  return 5 * (below(fifth + 1) - below(fifth));
}

/** The chance that a standard normal number lies below another, to 7 digits (Abramowitz and Stegun 1964, 26.2.17). */
function normalBelow(value: number): number {
  if (value < 0) return 1 - normalBelow(-value);
  if (value > 40) return 1;
  const t = 1 / (1 + 0.2316419 * value);
  const tail =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}

/** Above this a Poisson number is drawn as a sum of smaller ones, lest e^-mean vanish. */
const poissonPart = 30;

/** How many come of so many expected ones who come each by itself: a Poisson number, by inversion. */
export function poisson(stream: RandomStream, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= poissonPart) {
    const part = Math.min(left, poissonPart);
    let chance = Math.exp(-part);
    let above = stream.uniform() - chance;
    // Rounding may leave a rest that no count takes up.
    for (let own = 1; above >= 0 && own < 1_000; own += 1) {
      count += 1;
      chance *= part / own;
      above -= chance;
    }
  }
  return count;
}

/** How many of so many go, each with the same chance: a binomial number, by the gaps between those who go (Devroye 1986, X.4). */
export function binomial(stream: RandomStream, many: number, chance: number): number {
  if (chance <= 0 || many === 0) return 0;
  if (chance >= 1) return many;
  if (chance > 0.5) return many - binomial(stream, many, 1 - chance);
  const stays = Math.log1p(-chance);
  let count = 0;
  for (let at = 0; ; count += 1) {
    at += 1 + Math.floor(Math.log(1 - stream.uniform()) / stays);
    if (at > many) return count;
  }
}
