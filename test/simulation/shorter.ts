import type { AccountFact } from "../../src/account/fact.ts";
import { customerOf } from "../../src/account/issue-in-order.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { ReceivedCorrection } from "../../src/metering/event-correction.ts";
import { type Instant, parseInstant } from "../../src/time/instant.ts";
import { type Broken, type Living, startLiving } from "./living.ts";
import { ratesBook } from "./moving-rates.ts";
import type { ReceivedEvent } from "./slow-usage.ts";
import { dawn, type Lived } from "./story.ts";
import { storyBooks } from "./story-books.ts";

/** Something that was told or came in, and when. */
type Moment = { readonly at: Instant } & (
  | { readonly fact: AccountFact }
  | { readonly event: ReceivedEvent }
  | { readonly correction: ReceivedCorrection }
);

const momentsOf = ({ facts, events, corrections }: Living): readonly Moment[] =>
  [
    ...facts.map((fact) => ({ at: expectOk(parseInstant(fact.recordedAt ?? "")), fact })),
    ...events.map((event) => ({ at: event.receivedAt, event })),
    ...corrections.map((correction) => ({ at: correction.receivedAt, correction })),
  ].toSorted((left, right) => left.at - right.at);

/** Lives the same moments again; what is no longer accepted is left out. */
function liveMoments(
  { kind, until, rates }: Lived,
  moments: readonly Moment[],
): Broken | undefined {
  const living = startLiving(storyBooks(kind), dawn, ratesBook(rates));
  for (const moment of moments) {
    const passed = living.passTo(moment.at);
    if (passed !== undefined) return passed;
    if ("event" in moment) {
      living.send(moment.event);
      continue;
    }
    if ("correction" in moment) {
      const { id } = moment.correction.of;
      if (living.events.some((event) => event.id === id)) living.correct(moment.correction);
      continue;
    }
    const { fact } = moment;
    if (fact.fact !== "customer" && living.account(customerOf(fact)) === undefined) continue;
    const told = living.tell(fact);
    if (told !== "accepted" && "by" in told) return told;
  }
  return living.passTo(until);
}

/** A story that breaks, without all that it breaks without: a short enough one to read. */
export function shorterStory(lived: Lived): readonly Moment[] {
  let moments = momentsOf(lived.living);
  for (let size = Math.ceil(moments.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < moments.length; ) {
      const without = moments.toSpliced(from, size);
      if (liveMoments(lived, without) === undefined) from += size;
      else moments = without;
    }
  return moments;
}
