import { createInterface } from "node:readline";
import { errorFor, isRecord, type RpcAnswer } from "../../mcp/json-rpc.ts";

/** Answers a message; undefined where it asks for none. */
export type AnswerMessage = (message: unknown) => Promise<object | undefined>;

/** Messages that are worked on at once. */
const atOnceMax = 16;

/**
 * Speaks the protocol over lines: a message on each, and each answer on a line of its own as soon as it is there. Ends when the
 * input has ended and everything is answered. What breaks is told to `onFailure`, and the request is answered with an error.
 */
export async function speakLines(
  input: NodeJS.ReadableStream,
  say: (line: string) => void,
  answer: AnswerMessage,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const heard = async (line: string): Promise<void> => {
    const message = parsed(line);
    try {
      const answered = message === undefined ? notJson : await answer(message.json);
      if (answered !== undefined) say(JSON.stringify(answered));
    } catch (error) {
      onFailure(error);
      const id = isRecord(message?.json) ? message.json.id : undefined;
      if (typeof id === "string" || typeof id === "number")
        say(JSON.stringify(errorFor(id, "internal", "something broke inside")));
    }
  };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const work: Promise<void> = heard(line).finally(() => underWay.delete(work));
    underWay.add(work);
    if (underWay.size >= atOnceMax) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

const notJson: RpcAnswer = errorFor(null, "parse", "a line is one message, as JSON");

function parsed(line: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(line) };
  } catch {
    return undefined;
  }
}
