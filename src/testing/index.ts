/** Tools for testing what is built on Florin: seeded chance that repeats everywhere. */
export { type Random, seededRandom } from "./random.ts";
