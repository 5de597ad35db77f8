import type { InvoiceView } from "../view/invoice-view.ts";
import { artifact, below, LEADING, paragraph, rule, type Sheet, styles, tagged } from "./sheet.ts";
import type { TextStyle } from "./typeset.ts";

/** Most lines that one fact takes; what is longer ends in an ellipsis, for the head must leave room for the letter. */
const FACT_LINES_MAX = 2;
const ADDRESS_LINES_MAX = 12;

/** The head of the first page: logo or name, window with the address, facts at the right, title. */
export function drawLetterhead(
  sheet: Sheet,
  view: InvoiceView,
  logo: Uint8Array | undefined,
): void {
  drawBrand(sheet, view, logo);
  drawAddress(sheet, view);
  const factsEnd = drawFacts(sheet, view);
  drawMarks(sheet);
  sheet.y = Math.max(sheet.paper.bodyTop, factsEnd + 22);
  paragraph(sheet, view.title, { ...styles.strong, size: 17, colour: sheet.accent }, "H1");
  sheet.y += 4;
  if (view.correction !== undefined) paragraph(sheet, view.correction);
  sheet.y += 10;
}

function drawBrand(sheet: Sheet, view: InvoiceView, logo: Uint8Array | undefined): void {
  const { document, paper } = sheet;
  const { top, height, width } = paper.logo;
  if (logo !== undefined) {
    const figure = below(sheet, sheet.root, "Figure", { alt: view.seller.name });
    tagged(sheet, figure, "Figure", () => {
      document.image(Buffer.from(logo), paper.left, top, {
        fit: [width, height],
        valign: "center",
      });
    });
    figure.end();
  } else if (view.seller.name !== "") {
    const style: TextStyle = { ...styles.strong, size: 15, colour: sheet.accent };
    const [line = ""] = sheet.type.lines(view.seller.name, style, paper.right - paper.left);
    const name = below(sheet, sheet.root, "P");
    tagged(sheet, name, "P", () => {
      sheet.type.draw(line, style, paper.left, top + height / 2 + style.size / 2 - 2);
    });
    name.end();
  }
  rule(sheet, top + height + 8, sheet.accent, 1.4);
}

function drawAddress(sheet: Sheet, view: InvoiceView): void {
  const { address } = sheet.paper;
  const element = below(sheet, sheet.root, "P");
  const sender = fitLine(sheet, view.senderLine, { ...styles.small, size: 6.6 }, address.width);
  tagged(sheet, element, "P", () => {
    sheet.type.draw(sender.text, sender.style, address.left, address.senderBaseline);
  });
  const full = { ...styles.text, size: 10 };
  const lines = view.recipient
    .flatMap((line) => sheet.type.lines(line, full, address.width))
    .slice(0, ADDRESS_LINES_MAX);
  const size = Math.min(full.size, address.height / (lines.length * LEADING));
  lines.forEach((line, index) => {
    tagged(sheet, element, "P", () => {
      const baseline = address.top + size + index * size * LEADING;
      sheet.type.draw(line, { ...full, size }, address.left, baseline);
    });
  });
  element.end();
}

/** One line of a text, in a smaller size down to two thirds, and cut where that is not enough. */
function fitLine(
  sheet: Sheet,
  text: string,
  style: TextStyle,
  width: number,
): { text: string; style: TextStyle } {
  const natural = sheet.type.width(text, style);
  if (natural <= width) return { text, style };
  const smaller = {
    ...style,
    size: Math.max((style.size * 2) / 3, (style.size * width) / natural),
  };
  return { text: cut(sheet.type.lines(text, smaller, width), 1)[0] ?? "", style: smaller };
}

/** The first lines, the last of them with an ellipsis where there were more. */
function cut(lines: readonly string[], count: number): readonly string[] {
  if (lines.length <= count) return lines;
  return [...lines.slice(0, count - 1), `${(lines[count - 1] ?? "").slice(0, -1)}…`];
}

/** Draws the facts as label and value; returns where they end. */
function drawFacts(sheet: Sheet, view: InvoiceView): number {
  const { facts, right } = sheet.paper;
  const element = below(sheet, sheet.root, "P");
  const labels = view.facts.map(({ label }) => sheet.type.width(label, styles.small));
  const value = facts.left + Math.min(80, Math.max(0, ...labels)) + 9;
  let baseline = facts.top + styles.text.size;
  for (const fact of view.facts) {
    const style = { ...styles.text, size: 8 };
    const lines = cut(sheet.type.lines(fact.value, style, right - value), FACT_LINES_MAX);
    tagged(sheet, element, "P", () => {
      sheet.type.draw(fact.label, styles.small, facts.left, baseline);
      for (const line of lines) {
        sheet.type.draw(line, style, value, baseline);
        baseline += style.size * 1.32;
      }
    });
    baseline += 1.6;
  }
  element.end();
  return baseline - styles.text.size;
}

function drawMarks(sheet: Sheet): void {
  artifact(sheet, "Layout", () => {
    for (const y of sheet.paper.marks)
      sheet.document.moveTo(10, y).lineTo(18, y).lineWidth(0.4).strokeColor("#9aa3b0").stroke();
  });
}
