/** An element: attributes and either its text or its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlElement[];
}

/** What may stand where a child may: an element, several, or nothing. */
export type XmlChild = XmlElement | undefined | readonly XmlChild[];

/** An element with children. Without any it is left out, for an empty element is a fault in every e-invoice syntax. */
export function group(name: string, ...children: readonly XmlChild[]): XmlElement | undefined {
  const present = flatten(children);
  return present.length === 0 ? undefined : { name, attributes: {}, content: present };
}

/** An element with text; left out where there is none. */
export function leaf(
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement | undefined {
  return text === undefined ? undefined : { name, attributes, content: text };
}

function flatten(children: readonly XmlChild[]): XmlElement[] {
  return children.flatMap((child) => {
    if (child === undefined) return [];
    return isList(child) ? flatten(child) : [child];
  });
}

const isList = (child: XmlElement | readonly XmlChild[]): child is readonly XmlChild[] =>
  Array.isArray(child);

/** A whole document in UTF-8 with its declaration, indented by two spaces. */
export function xmlDocument(
  root: string,
  namespaces: Readonly<Record<string, string>>,
  ...children: readonly XmlChild[]
): string {
  const element = { name: root, attributes: namespaces, content: flatten(children) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(element, "")}`;
}

function write({ name, attributes, content }: XmlElement, indent: string): string {
  const heads = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  const open = `${indent}<${name}${heads.join("")}>`;
  if (typeof content === "string") return `${open}${xmlText(content)}</${name}>\n`;
  const inner = content.map((child) => write(child, `${indent}  `)).join("");
  return `${open}\n${inner}${indent}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\r": "&#13;",
};

/** Text as it may stand in XML or HTML, in content and in attributes; what neither allows is left out. */
export const xmlText = (text: string): string =>
  soundText(text).replace(/[&<>"'\r]/g, (sign) => entities[sign] ?? "");

// The characters XML 1.0 leaves out of its `Char`, with the C1 controls, which no document needs; half a surrogate pair is none.
const unsound =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text without what no XML may hold: control characters, non-characters, halves of surrogate pairs. */
export const soundText = (text: string): string => text.replace(unsound, "");

/** The sound text without the space around it; undefined where nothing is left. */
export function presentText(text: string | undefined): string | undefined {
  const trimmed = text === undefined ? "" : soundText(text).trim();
  return trimmed === "" ? undefined : trimmed;
}
