import { at } from "./running-florin.ts";
import { type PostedFact, type StoryEvent, tell, use } from "./story.ts";

type Told = ReturnType<typeof tell>;

/**
 * A file of facts as a story: an account's facts are told when they were recorded, else before everything else; an event
 * is sent when it was received, else in its hour.
 */
export function factsStory(ndjson: string): readonly Told[] {
  const lines = ndjson
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const customersFirst = [...lines].sort(
    (left, right) => Number(right.fact === "customer") - Number(left.fact === "customer"),
  );
  return customersFirst.map((line) => {
    const { fact, recordedAt, receivedAt, ...rest } = line;
    if (fact === undefined || fact === "usage")
      return use(rest as unknown as StoryEvent, receivedAt as string | undefined);
    const told = { fact, ...rest } as PostedFact;
    return tell(typeof recordedAt === "string" ? recordedAt : at("2025-02-01T00:00:00Z"), told);
  });
}
