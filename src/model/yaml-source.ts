import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from "yaml";
import { pathTo } from "../fault/fault.ts";
import {
  duplicateKey,
  forbiddenKey,
  impreciseNumber,
  type LocatedFault,
  type Position,
  type SourceDocument,
} from "./source-text.ts";

/** Values that aliases may unfold to: a model has far fewer, a bomb of nested aliases far more. */
const valuesMax = 200_000;

interface Reader {
  readonly document: Document;
  readonly positionOf: (node: unknown) => Position | undefined;
  readonly faults: LocatedFault[];
  readonly positions: Map<string, Position>;
  /** Maps and lists that are being read, to see one that contains itself. */
  readonly open: Set<Node>;
  values: number;
}

/**
 * Reads one YAML 1.2 document with the place of every key. Refuses what is not YAML (`malformed-yaml`), tags, keys given
 * twice or that are no text, aliases that contain themselves, and numbers that lose digits (`imprecise-number`).
 */
export function readYaml(text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const placed = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const malformed = [...document.errors, ...document.warnings].map(
    ({ message, pos }): LocatedFault => ({
      code: "malformed-yaml",
      path: "",
      message: `this is not YAML that a model is written in: ${message}`,
      ...placed(pos[0]),
    }),
  );
  const reader: Reader = {
    document,
    positionOf: (node) => {
      const start = hasRange(node) ? node.range[0] : undefined;
      return start === undefined ? undefined : placed(start);
    },
    faults: [],
    positions: new Map([["", { line: 1, column: 1 }]]),
    open: new Set(),
    values: 0,
  };
  if (malformed.length > 0) return { faults: malformed, positions: reader.positions };
  const value = readNode(reader, document.contents, "");
  return { value, faults: reader.faults, positions: reader.positions };
}

const hasRange = (node: unknown): node is { readonly range: readonly [number, ...number[]] } =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);

function addFault(reader: Reader, fault: LocatedFault, node: unknown): void {
  reader.faults.push({ ...fault, ...reader.positionOf(node) });
}

function readNode(reader: Reader, node: unknown, path: string): unknown {
  reader.values += 1;
  if (reader.values > valuesMax) {
    if (reader.values === valuesMax + 1) {
      const message = `the document has more than ${valuesMax} values`;
      addFault(reader, { code: "document-too-large", path, message }, node);
    }
    return null;
  }
  if (isAlias(node)) return readAlias(reader, node, path);
  if (isScalar(node)) {
    const fault =
      typeof node.value === "number" && /^[-+]?[0-9.]+$/.test(node.source ?? "")
        ? impreciseNumber(node.source ?? "", path)
        : undefined;
    if (fault !== undefined) addFault(reader, fault, node);
    return node.value;
  }
  if (!isMap(node) && !isSeq(node)) return null;
  reader.open.add(node);
  const value = isMap(node)
    ? readMap(reader, node.items, path)
    : readList(reader, node.items, path);
  reader.open.delete(node);
  return value;
}

function readList(reader: Reader, items: readonly unknown[], path: string): unknown {
  return items.map((item, index) => {
    const inner = pathTo(path, index);
    place(reader, inner, item);
    return readNode(reader, item, inner);
  });
}

function place(reader: Reader, path: string, node: unknown): void {
  const position = reader.positionOf(node);
  if (position !== undefined) reader.positions.set(path, position);
}

function readAlias(reader: Reader, alias: Alias, path: string): unknown {
  const node = alias.resolve(reader.document);
  if (node !== undefined && !reader.open.has(node)) return readNode(reader, node, path);
  const [code, message] =
    node === undefined
      ? ["unknown-alias", `no value is marked &${alias.source} before this`]
      : ["circular-alias", `*${alias.source} is inside what it stands for`];
  addFault(reader, { code, path, message }, alias);
  return null;
}

function readMap(reader: Reader, pairs: readonly Pair[], path: string): unknown {
  const fields = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const name = isScalar(key) && typeof key.value === "string" ? key.value : undefined;
    if (name === undefined) {
      const shown = isScalar(key) ? `${key.source ?? key.value}` : "";
      const suggestion = shown === "" ? "write a name" : `write "${shown.slice(0, 60)}" in quotes`;
      const message = "a key is a text";
      addFault(reader, { code: "key-not-text", path, message, suggestion }, key);
      continue;
    }
    const inner = pathTo(path, name);
    const fault =
      forbiddenKey(name, inner) ?? (fields.has(name) ? duplicateKey(name, inner) : undefined);
    if (fault !== undefined) {
      addFault(reader, fault, key);
      continue;
    }
    place(reader, inner, key);
    fields.set(name, readNode(reader, value, inner));
  }
  return Object.fromEntries(fields);
}
