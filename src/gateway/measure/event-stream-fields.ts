import type { FilterValue } from "../../model/meter.ts";
import type { FieldTree } from "./field-pointer.ts";
import { type FieldReader, jsonFields } from "./json-fields.ts";

const line = 0x0a;
const carriage = 0x0d;
const colon = 0x3a;
const space = 0x20;
const dataField = Buffer.from("data");
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads fields of the JSON that server-sent events carry as `data`: of each pointer the value in the last event that has one.
 * Lines end as the standard has it (LF, CR, both); what follows the last empty line counts as an event too, since senders leave it out.
 */
export function eventStreamFields(tree: FieldTree): FieldReader {
  const found = new Map<string, FilterValue>();
  let data: FieldReader | undefined;
  /** How many bytes of `data` the line began with so far; negative in the rest of a line of another field. */
  let matched = 0;
  let place: "start" | "name" | "space" | "content" = "start";
  let afterCarriage = false;
  let marked = 0;

  const endEvent = (): void => {
    for (const [pointer, value] of data?.finish() ?? []) found.set(pointer, value);
    data = undefined;
  };
  const beginData = (): void => {
    if (data === undefined) data = jsonFields(tree);
    else data.push(Buffer.of(line));
  };
  const endLine = (): void => {
    if (place === "start") endEvent();
    else if (place === "name" && matched === dataField.length) beginData();
    place = "start";
    matched = 0;
  };
  const nameByte = (byte: number): void => {
    place = "name";
    if (byte === colon && matched === dataField.length) {
      beginData();
      place = "space";
    } else matched = matched >= 0 && byte === dataField[matched] ? matched + 1 : -1;
  };
  /** Where the content that begins at `from` ends: at the next end of a line, or of the bytes. */
  const contentEnd = (bytes: Uint8Array, from: number): number => {
    let end = from;
    while (end < bytes.length && bytes[end] !== line && bytes[end] !== carriage) end += 1;
    return end;
  };
  return {
    push: (bytes) => {
      for (let at = 0; at < bytes.length; at += 1) {
        const byte = bytes[at] ?? 0;
        if (marked >= 0) {
          marked =
            byte === byteOrderMark[marked] && marked < byteOrderMark.length ? marked + 1 : -1;
          if (marked > 0) continue;
        }
        const wasCarriage = afterCarriage;
        afterCarriage = byte === carriage;
        if (byte === line && wasCarriage) continue;
        if (byte === line || byte === carriage) {
          endLine();
          continue;
        }
        if (place === "start" || place === "name") {
          nameByte(byte);
          continue;
        }
        if (place === "space") {
          place = "content";
          if (byte === space) continue;
        }
        const end = contentEnd(bytes, at);
        data?.push(bytes.subarray(at, end));
        at = end - 1;
      }
    },
    finish: () => {
      endEvent();
      return found;
    },
  };
}

/** Reads fields of lines of JSON: of each pointer the value in the last line that has one. */
export function jsonLinesFields(tree: FieldTree): FieldReader {
  const found = new Map<string, FilterValue>();
  let reader = jsonFields(tree);
  const endLine = (): void => {
    for (const [pointer, value] of reader.finish()) found.set(pointer, value);
    reader = jsonFields(tree);
  };
  return {
    push: (bytes) => {
      for (let from = 0; from < bytes.length; ) {
        const end = bytes.indexOf(line, from);
        reader.push(bytes.subarray(from, end < 0 ? bytes.length : end));
        if (end < 0) return;
        endLine();
        from = end + 1;
      }
    },
    finish: () => {
      endLine();
      return found;
    },
  };
}
