import type { FastifyRequest } from "fastify";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { type ItemAnswer, rejectedItem } from "../services/ingest.ts";
import { mediaType } from "./bodies.ts";
import {
  fromBinaryCloudEvent,
  fromCloudEvent,
  isBinaryCloudEvent,
  isCloudEvent,
  isCloudEventType,
} from "./cloud-events.ts";
import { itemTexts } from "./json-items.ts";
import { fastBody } from "./read-body.ts";
import { hiddenFault, mayHide } from "./strict-json.ts";

/** The items of a request after a first look, which is at their JSON and at what CloudEvents says of them. */
export interface GivenItems {
  /** Those to check and store, in order. */
  readonly items: readonly unknown[];
  /** The answers to those refused already, by place among all; most often there are none. */
  readonly refused: ReadonlyMap<number, ItemAnswer>;
  /** Whether each is answered by itself, or one alone for the request. */
  readonly isBatch: boolean;
}

const noneRefused: ReadonlyMap<number, ItemAnswer> = new Map();

/**
 * Reads the events of a JSON body: one, a list, or CloudEvents in any of their modes. The text is parsed once; only where
 * something may be hidden in it is each item looked at strictly, by itself, so that one that hides something is refused
 * and no other with it.
 *
 * @param withinLimits refuses a batch for how many items it has
 */
export function givenItems(
  request: FastifyRequest,
  withinLimits: (count: number) => void,
): GivenItems {
  const { json, text } = fastBody(request);
  const type = mediaType(request);
  const isCloudType = isCloudEventType(type);
  if (!isCloudType && isBinaryCloudEvent(request.headers)) {
    const event = fromBinaryCloudEvent(request.headers, json);
    return looked([event], () => soundly(text, json, () => fromCloudEvent(event), "/data"), false);
  }
  const isBatch = Array.isArray(json) || type === "application/cloudevents-batch+json";
  const given: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (isBatch) withinLimits(given.length);
  const asEvent = isCloudType ? fromCloudEvent : eventOf;
  if (!mayHide(text, json))
    return isCloudType || given.some(isCloudEvent)
      ? looked(given, asEvent, isBatch)
      : { items: given, refused: noneRefused, isBatch };
  const texts = Array.isArray(json) ? itemTexts(text) : [text];
  return looked(given, (item, at) => soundly(texts[at] ?? "", item, () => asEvent(item)), isBatch);
}

/** An item as a usage event: as it is, or mapped where it gives itself out as a CloudEvent. */
export const eventOf = (item: unknown): Result<unknown> =>
  isCloudEvent(item) ? fromCloudEvent(item) : ok(item);

/** Reads a value of which its text hides nothing; `path` is its place in the event. */
function soundly(
  text: string,
  value: unknown,
  read: () => Result<unknown>,
  path = "",
): Result<unknown> {
  const hidden = hiddenFault(text, value);
  return hidden === undefined ? read() : refuse({ ...hidden, path: `${path}${hidden.path}` });
}

function looked(
  given: readonly unknown[],
  read: (item: unknown, index: number) => Result<unknown>,
  isBatch: boolean,
): GivenItems {
  const items: unknown[] = [];
  const refused = new Map<number, ItemAnswer>();
  for (const [index, item] of given.entries()) {
    const event = read(item, index);
    if (event.ok) items.push(event.value);
    else refused.set(index, rejectedItem(item, event.faults));
  }
  return { items, refused, isBatch };
}

/** Every item's answer, in the order they were given: `stored` answers those that were not refused before. */
export function answersInOrder<Answer = ItemAnswer>(
  { items, refused }: Pick<GivenItems, "items" | "refused">,
  stored: readonly (Answer | ItemAnswer)[],
): readonly (Answer | ItemAnswer)[] {
  if (refused.size === 0) return stored;
  const answers: (Answer | ItemAnswer)[] = [];
  for (const answer of stored) {
    takeRefused(refused, answers);
    answers.push(answer);
  }
  takeRefused(refused, answers);
  if (answers.length === items.length + refused.size) return answers;
  throw new Error("broken invariant: an item got no answer");
}

function takeRefused(refused: ReadonlyMap<number, ItemAnswer>, answers: unknown[]): void {
  for (let next = refused.get(answers.length); next !== undefined; ) {
    answers.push(next);
    next = refused.get(answers.length);
  }
}
