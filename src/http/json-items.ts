const quote = 34;
const comma = 44;
const backslash = 92;

/**
 * The texts of a list's items, of a text that is known to be a JSON list with at least one: so that an item that needs a
 * closer look gets it alone.
 */
export function itemTexts(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at);
    else if (opens(code)) {
      depth += 1;
      if (depth === 1) from = at + 1;
    } else if (closes(code)) {
      depth -= 1;
      if (depth === 0) items.push(text.slice(from, at));
    } else if (code === comma && depth === 1) {
      items.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return items;
}

const opens = (code: number): boolean => code === 91 || code === 123;
const closes = (code: number): boolean => code === 93 || code === 125;

/** Where the text ends that begins at `from`. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at += 1;
  }
  return text.length;
}
