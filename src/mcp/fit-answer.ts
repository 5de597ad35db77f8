import { refusedBy, type ToolAnswer, type ToolArguments } from "./tool.ts";

/** Characters of JSON that an answer has at most: some twenty thousand tokens. */
export const answerLengthMax = 60_000;

/** Whether an answer is short enough to be read. */
export const fits = (answer: object): boolean => JSON.stringify(answer).length <= answerLengthMax;

/** The refusal of an answer that is too long and cannot be cut. */
export const tooLong = (suggestion: string): ToolAnswer =>
  refusedBy([
    {
      code: "answer-too-long",
      path: "",
      message: `an answer has at most ${answerLengthMax} characters`,
      suggestion,
    },
  ]);

/**
 * As much of a list in an answer as fits, from where the cursor says; `next` is the cursor of what follows, null at the end. The
 * rest of the answer is on every page. Refuses `invalid-cursor`, and `answer-too-long` where not even one item fits.
 */
export function cutList(answer: object, list: string, { cursor }: ToolArguments): ToolAnswer {
  const from = startOf(cursor);
  const { [list]: found, ...head } = answer as Readonly<Record<string, unknown>>;
  const items = Array.isArray(found) ? found : [];
  if (from === undefined || from > items.length)
    return refusedBy([
      {
        code: "invalid-cursor",
        path: "/cursor",
        message: "a cursor is the `next` of the page before",
        suggestion: "leave it out to begin at the first item",
      },
    ]);
  let room = answerLengthMax - JSON.stringify(head).length - list.length - 40;
  let to = from;
  for (; to < items.length; to += 1) {
    room -= JSON.stringify(items[to]).length + 1;
    if (room < 0) break;
  }
  if (to === from && to < items.length) return tooLong("ask for less at once");
  const next = to < items.length ? String(to) : null;
  return { ok: true, value: { ...head, [list]: items.slice(from, to), next } };
}

function startOf(cursor: unknown): number | undefined {
  if (cursor === undefined) return 0;
  return typeof cursor === "string" && /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : undefined;
}
