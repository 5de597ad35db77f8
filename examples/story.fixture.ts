import { fileURLToPath } from "node:url";
import { describeFault, type Invoice, type Model, priceBooks } from "florin";
import { type ReplayedFacts, replayFacts } from "../src/cli/replay-facts.ts";

const endOfFirstOfApril = Date.parse("2026-04-01T23:59:59.999Z");
const silent = { out: () => {}, err: () => {}, interactive: false };

/** What a replay of a story came to. */
export interface Story extends Pick<ReplayedFacts, "usage" | "refused"> {
  /** Every invoice: number, day of issue, customer, total, and the kinds of its lines. */
  readonly invoices: readonly string[];
}

const row = ({ number, issuedAt, customer, total, lines }: Invoice): string =>
  [number, issuedAt.slice(0, 10), customer, total, lines.map((line) => line.kind).join(" ")].join(
    "  ",
  );

/** Replays a file of facts up to the end of 1 April 2026. */
export async function billStory(facts: URL, model: Model): Promise<Story> {
  const books = priceBooks([model]);
  if (!books.ok) throw new Error(books.faults.map(describeFault).join("\n"));
  const { replay, usage, refused } = await replayFacts(fileURLToPath(facts), books.value, silent);
  return { usage, refused, invoices: [...replay.invoicesUntil(endOfFirstOfApril)].map(row) };
}
