import { XMLParser, XMLValidator } from "fast-xml-parser";
import { ok, type Result, refuse } from "../../fault/fault.ts";

/** An element of a document; read it with the functions below, which take any path that is not there as empty. */
export type XmlNode = Readonly<Record<string, unknown>> | string;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  removeNSPrefix: true,
  // Amounts and references are text: a number would lose zeros and digits.
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities are decoded here: the five of XML and characters by number, and no other exists.
  processEntities: false,
  cdataPropName: "#cdata",
  trimValues: true,
  maxNestedTags: 60,
});

/**
 * Reads XML that a stranger may have written. A document type is refused with `statement-has-doctype`, wherever it
 * stands: with it go entities that expand, files and addresses that are fetched. What is not well-formed is refused with
 * `statement-malformed`.
 */
export function readXml(text: string): Result<XmlNode> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    return refuse({
      code: "statement-has-doctype",
      path: "",
      message: "a statement has no document type and no entities of its own",
      suggestion: "ask whoever made this file; banks do not write one",
    });
  const sound = XMLValidator.validate(text);
  if (sound !== true) return malformed(`${sound.err.msg} (line ${sound.err.line})`);
  try {
    const tree: unknown = parser.parse(text);
    return isNode(tree) ? ok(tree) : malformed("it is empty");
  } catch (error) {
    return malformed(error instanceof Error ? error.message : "it cannot be read");
  }
}

const malformed = (why: string) =>
  refuse({
    code: "statement-malformed",
    path: "",
    message: "this is not well-formed XML",
    value: why.slice(0, 200),
  });

const isNode = (value: unknown): value is XmlNode =>
  typeof value === "string" || (typeof value === "object" && value !== null);

/** All elements of a name within a node. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === "string" || !Object.hasOwn(node, name)) return [];
  const value = node[name];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** The first element down a path of names. */
export const childOf = (node: XmlNode | undefined, ...path: readonly string[]) =>
  path.reduce<XmlNode | undefined>((at, name) => childrenOf(at, name)[0], node);

/** The text of the first element down a path; undefined where there is none or it is empty. */
export function textOf(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  const found = childOf(node, ...path);
  if (found === undefined) return undefined;
  const text =
    typeof found === "string"
      ? decodeEntities(found)
      : `${decodeEntities(stringOf(found["#text"]))}${stringsOf(found["#cdata"])}`;
  const plain = text.replaceAll(/\s+/g, " ").trim();
  return plain === "" ? undefined : plain;
}

/** An attribute of an element. */
export const attributeOf = (node: XmlNode | undefined, name: string): string | undefined =>
  typeof node === "object" && typeof node[`@${name}`] === "string"
    ? decodeEntities(stringOf(node[`@${name}`]))
    : undefined;

const stringOf = (value: unknown): string => (typeof value === "string" ? value : "");
const stringsOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(stringOf).join("") : stringOf(value);

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Each reference is decoded once, so nothing grows; one that is not known stays as it is written. */
const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (whole, ten, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const point = ten === undefined ? Number.parseInt(hex, 16) : Number(ten);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
