import type { FilterValue } from "../../model/meter.ts";
import type { FieldTree } from "./field-pointer.ts";

/** What was found, by pointer. A pointer to nothing, null, an object, a list or a text too long for an event has no value. */
export type FoundFields = ReadonlyMap<string, FilterValue>;

/** Reads fields of bytes that pass, keeping no more than the values it looks for. */
export interface FieldReader {
  readonly push: (bytes: Uint8Array) => void;
  /** The bytes ended: what they held. */
  readonly finish: () => FoundFields;
}

/** The most characters of a text that are kept: what a property of an event may have. */
const textMax = 1024;
/** As bytes, each character escaped. */
const tokenMax = textMax * 6;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

interface Frame {
  readonly tree: FieldTree;
  /** The index of the list's next value; undefined of an object. */
  index: number | undefined;
}

type State = "value" | "key" | "colon" | "after" | "text" | "plain" | "passed over" | "broken";

/**
 * Reads the fields of one JSON text as its bytes pass, however they are cut. Memory is bounded by the pointers and the longest
 * values that they may have, whatever the text. Of a key that stands twice the last value counts, as with JSON.parse; a text that
 * does not end holds nothing. What is no JSON is not told apart, and is never an error.
 */
export function jsonFields(tree: FieldTree): FieldReader {
  const found = new Map<string, FilterValue>();
  const frames: Frame[] = [];
  let state: State = "value";
  /** What the value that is being read is for; undefined where no pointer leads to it. */
  let node: FieldTree | undefined = tree;
  let ofKey = false;
  let token: number[] | undefined;
  let escaped = false;
  /** How deep in brackets, and whether in a text, of a value that is passed over. */
  let depth = 0;
  let inText = false;
  let ended = false;

  const forget = (gone: FieldTree): void => {
    if (gone.pointer !== undefined) found.delete(gone.pointer);
    for (const inner of gone.below.values()) forget(inner);
  };
  const endValue = (): void => {
    state = "after";
    ended = frames.length === 0;
  };
  const beginContainer = (byte: number): void => {
    if (node === undefined || node.below.size === 0) {
      state = "passed over";
      depth = 1;
      inText = false;
      return;
    }
    const isList = byte === openList;
    frames.push({ tree: node, index: isList ? 0 : undefined });
    state = isList ? "value" : "key";
    if (isList) node = node.below.get("0");
  };
  const beginValue = (byte: number): void => {
    if (byte === closeList && frames.at(-1)?.index === 0) closeContainer();
    else {
      if (node !== undefined) forget(node);
      if (byte === openObject || byte === openList) beginContainer(byte);
      else beginToken(byte);
    }
  };
  const beginToken = (byte: number): void => {
    token = node?.pointer === undefined ? undefined : [];
    escaped = false;
    ofKey = false;
    state = byte === quote ? "text" : "plain";
    if (state === "plain") keep(byte);
  };
  const closeContainer = (): void => {
    frames.pop();
    endValue();
  };
  const keep = (byte: number): void => {
    if (token === undefined) return;
    if (token.length < tokenMax) token.push(byte);
    else token = undefined;
  };
  /** The text of a token in quotes, or the value of a plain one; undefined where there is none. */
  const tokenValue = (quoted: boolean): unknown => {
    if (token === undefined) return undefined;
    const text = Buffer.from(token).toString("utf8");
    try {
      return JSON.parse(quoted ? `"${text}"` : text);
    } catch {
      return undefined;
    }
  };
  const endText = (): void => {
    const text = tokenValue(true);
    if (!ofKey) {
      if (typeof text === "string" && text.length <= textMax) give(text);
      endValue();
      return;
    }
    node = typeof text === "string" ? frames.at(-1)?.tree.below.get(text) : undefined;
    state = "colon";
  };
  const endPlain = (): void => {
    const value = tokenValue(false);
    if (typeof value === "boolean") give(value);
    if (typeof value === "number" && Number.isFinite(value))
      give(exactly(value, Buffer.from(token ?? []).toString("latin1")));
    endValue();
  };
  const give = (value: FilterValue): void => {
    if (node?.pointer !== undefined) found.set(node.pointer, value);
  };
  const afterValue = (byte: number): void => {
    const frame = frames.at(-1);
    if (frame === undefined) state = "broken";
    else if (byte === closeList || byte === closeObject) closeContainer();
    else if (byte !== comma) state = "broken";
    else if (frame.index === undefined) state = "key";
    else {
      frame.index += 1;
      node = frame.tree.below.get(String(frame.index));
      state = "value";
    }
  };
  const inTextByte = (byte: number): boolean => {
    if (escaped) escaped = false;
    else if (byte === backslash) escaped = true;
    else if (byte === quote) return true;
    return false;
  };
  const passOver = (byte: number): void => {
    if (inText) inText = !inTextByte(byte);
    else if (byte === quote) inText = true;
    else if (byte === openList || byte === openObject) depth += 1;
    else if (byte === closeList || byte === closeObject) {
      depth -= 1;
      if (depth === 0) endValue();
    }
  };
  const keyByte = (byte: number): void => {
    if (byte === closeObject) closeContainer();
    else if (byte !== quote) state = "broken";
    else {
      token = [];
      ofKey = true;
      escaped = false;
      state = "text";
    }
  };
  const endsPlain = (byte: number): boolean =>
    isSpace(byte) || byte === comma || byte === closeList || byte === closeObject;
  const step = (byte: number): void => {
    if (state === "plain" && endsPlain(byte)) endPlain();
    if (state === "passed over") passOver(byte);
    else if (state === "plain") keep(byte);
    else if (state === "text") {
      if (inTextByte(byte)) endText();
      else keep(byte);
    } else if (state !== "broken" && !isSpace(byte)) stepBetween(byte);
  };
  /** A byte between values. */
  const stepBetween = (byte: number): void => {
    if (state === "value") beginValue(byte);
    else if (state === "after") afterValue(byte);
    else if (state === "key") keyByte(byte);
    else state = byte === colon ? "value" : "broken";
  };
  return {
    push: (bytes) => {
      for (const byte of bytes) step(byte);
    },
    finish: () => {
      if (state === "plain") endPlain();
      return ended && state !== "broken" ? found : new Map();
    },
  };
}

/** A number where it is one exactly, else its text: events take both, and lose no digit. */
function exactly(value: number, text: string): FilterValue {
  const digits = text.replace(/e.*$/i, "").replace(/[-.]/g, "").replace(/^0+/, "");
  return digits.length <= 15 ? value : text;
}
