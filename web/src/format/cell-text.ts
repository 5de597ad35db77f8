const figure = /^([\u2212-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?( [A-Z]{3})?$/;
const day = /^(?:(\d{1,2}) )?([A-Z][a-z]{2,8}) (\d{4})(?:, (\d{2}:\d{2})(?: UTC)?)?$/;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * What a cell of a table shows, as a file for a spreadsheet has it: a figure without its grouping and with a plain minus, a day as
 * `2026-01-31` and a month as `2026-01`, anything else as it is.
 */
export function cellText(shown: string): string {
  const text = shown.replaceAll(/\s+/g, " ").trim();
  if (text === "\u2013") return "";
  const [found, sign, whole = "", fraction = "", currency = ""] = figure.exec(text) ?? [];
  if (found !== undefined)
    return `${sign === "" ? "" : "-"}${whole.replaceAll(",", "")}${fraction}${currency}`;
  return dayText(text) ?? text;
}

function dayText(text: string): string | undefined {
  const [found, dayOf, name = "", year, time] = day.exec(text) ?? [];
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (found === undefined || month === 0) return undefined;
  const parts = [year, String(month).padStart(2, "0"), ...(dayOf ? [dayOf.padStart(2, "0")] : [])];
  return `${parts.join("-")}${time === undefined ? "" : `T${time}Z`}`;
}
