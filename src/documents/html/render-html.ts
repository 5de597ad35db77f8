import type { Invoice } from "../../account/invoice.ts";
import { ok, type Result } from "../../fault/fault.ts";
import type { DocumentSettings } from "../document-settings.ts";
import { type Logo, readLogo } from "../image/logo.ts";
import { documentLanguages } from "../language/languages.ts";
import { buildView } from "../view/build-view.ts";
import type { ChargeRow, InvoiceView, Labelled } from "../view/invoice-view.ts";
import { xmlText } from "../xml/xml.ts";
import { documentStyle } from "./document-style.ts";

/**
 * Writes an invoice as one HTML document: no script, and its policy lets it ask no host for anything. It reads well on a
 * telephone and prints on the settings' paper. Refuses what `buildView` and `readLogo` refuse.
 */
export function renderHtml(invoice: Invoice, settings: DocumentSettings): Result<string> {
  const view = buildView(invoice, settings);
  if (!view.ok) return view;
  const bytes = settings.branding?.logo;
  const logo = bytes === undefined ? undefined : readLogo(bytes);
  if (logo !== undefined && !logo.ok) return logo;
  return ok(page(view.value, settings, logo?.value));
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

function page(view: InvoiceView, settings: DocumentSettings, logo: Logo | undefined): string {
  return `<!DOCTYPE html>
<html lang="${xmlText(view.languageTag)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${xmlText(view.title)}</title>
<style>${documentStyle(view.accent, settings.paper)}</style>
</head>
<body>
<main${view.draft ? ' class="draft"' : ""}>
${head(view, logo)}
<h1>${xmlText(view.title)}${view.draft ? ` <mark>${xmlText(draftWord(view))}</mark>` : ""}</h1>
${view.correction === undefined ? "" : `<p class="correction">${xmlText(view.correction)}</p>`}
${charges(view)}
<div class="figures">
${taxes(view)}
${sums(view)}
</div>
${view.taxSentences.map((sentence) => `<p class="legal">${xmlText(sentence)}</p>`).join("\n")}
${payment(view)}
${notes(view)}
${foot(view)}
</main>
</body>
</html>
`;
}

const draftWord = (view: InvoiceView): string => documentLanguages[view.language].texts.draft;

function head(view: InvoiceView, logo: Logo | undefined): string {
  const name = xmlText(view.seller.name);
  const brand =
    logo === undefined
      ? `<span class="brand">${name}</span>`
      : `<img class="brand" alt="${name}" src="data:${logo.mediaType};base64,${Buffer.from(logo.bytes).toString("base64")}">`;
  return `<header>${brand}</header>
<div class="top">
<address>
<small>${xmlText(view.senderLine)}</small>
${view.recipient.map((line) => `<span dir="auto">${xmlText(line)}</span>`).join("\n")}
</address>
${pairs(view.facts, "facts")}
</div>`;
}

const pairs = (entries: readonly Labelled[], name: string): string =>
  entries.length === 0
    ? ""
    : `<dl class="${name}">
${entries.map(({ label, value }) => `<div><dt>${xmlText(label)}</dt><dd dir="auto">${xmlText(value)}</dd></div>`).join("\n")}
</dl>`;

function charges(view: InvoiceView): string {
  const { position, description, quantity, unitPrice, amount } = view.columns;
  const heads = [
    `<th scope="col" class="position">${xmlText(position)}</th>`,
    `<th scope="col">${xmlText(description)}</th>`,
    ...[quantity, unitPrice, amount].map(
      (text) => `<th scope="col" class="figure">${xmlText(text)}</th>`,
    ),
  ];
  return `<table class="charges">
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${view.rows.map((row) => chargeRow(row, view)).join("\n")}
</tbody>
</table>`;
}

function chargeRow(row: ChargeRow, { columns }: InvoiceView): string {
  const figure = (label: string, text: string): string => {
    const empty = text === "" ? " empty" : "";
    return `<td class="figure${empty}" data-label="${xmlText(label)}">${xmlText(text)}</td>`;
  };
  if (row.kind === "discount")
    return `<tr class="discount"><td class="position"></td><td dir="auto">${xmlText(row.description)}</td><td class="figure empty"></td><td class="figure empty"></td>${figure(columns.amount, row.amount)}</tr>`;
  const details = row.details.map((detail) => `<small>${xmlText(detail)}</small>`).join("");
  const quantity = row.unit === "" ? row.quantity : `${row.quantity} ${row.unit}`;
  return `<tr><td class="position">${xmlText(row.position)}</td><td class="what"><strong dir="auto">${xmlText(row.description)}</strong>${details}</td>${figure(columns.quantity, quantity)}${figure(columns.unitPrice, row.unitPrice)}${figure(columns.amount, row.amount)}</tr>`;
}

const sums = (view: InvoiceView): string => `<table class="sums">
<tbody>
${view.sums.map(({ kind, label, value }) => `<tr class="${kind}"><th scope="row">${xmlText(label)}</th><td class="figure">${xmlText(value)}</td></tr>`).join("\n")}
</tbody>
</table>`;

function taxes({ taxes: table }: InvoiceView): string {
  if (table === undefined) return "";
  const { name, base, amount } = table.columns;
  const row = (cells: readonly string[]): string =>
    cells.map((cell) => `<td class="figure">${xmlText(cell)}</td>`).join("");
  return `<table class="taxes">
<thead><tr><th scope="col">${xmlText(name)}</th><th scope="col" class="figure">${xmlText(base)}</th><th scope="col" class="figure">${xmlText(amount)}</th></tr></thead>
<tbody>
${table.rows.map((tax) => `<tr><th scope="row">${xmlText(tax.name)}</th>${row([tax.base, tax.amount])}</tr>`).join("\n")}
</tbody>
</table>`;
}

const payment = ({ payment: { heading, sentences, details } }: InvoiceView): string =>
  section(heading, `${paragraphs(sentences)}\n${pairs(details, "account")}`);

const notes = ({ notes: { heading, paragraphs: texts } }: InvoiceView): string =>
  texts.length === 0 ? "" : section(heading, paragraphs(texts));

const section = (heading: string, content: string): string =>
  `<section>\n<h2>${xmlText(heading)}</h2>\n${content}\n</section>`;

const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<p dir="auto">${xmlText(text)}</p>`).join("\n");

function foot(view: InvoiceView): string {
  if (view.footer.length === 0) return "";
  const columns = view.footer.map((column) => `<p>${column.map(xmlText).join("<br>")}</p>`);
  return `<footer>\n${columns.join("\n")}\n</footer>`;
}
