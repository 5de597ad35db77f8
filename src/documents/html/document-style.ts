import type { DocumentSettings } from "../document-settings.ts";

/** The style of the HTML document; `accent` is a checked `#rrggbb`. Letters come from the reader's own machine. */
export const documentStyle = (accent: string, paper: DocumentSettings["paper"]): string => `
:root { --accent: ${accent}; --ink: #1d2430; --faint: #5d6675; --line: #d5dae1; }
* { box-sizing: border-box; }
body { margin: 0; background: #eef0f3; color: var(--ink);
  font: 15px/1.5 Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 880px; margin: 32px auto; padding: 48px 56px 36px; background: #fff;
  border-radius: 6px; box-shadow: 0 1px 3px rgb(20 30 50 / 12%), 0 8px 30px rgb(20 30 50 / 7%);
  overflow-wrap: anywhere; }
header { padding-bottom: 14px; border-bottom: 2px solid var(--accent); }
span.brand { font-size: 22px; font-weight: 650; color: var(--accent); }
img.brand { display: block; max-width: 240px; max-height: 64px; object-fit: contain; object-position: left; }
.top { display: grid; grid-template-columns: 1fr minmax(270px, 44%); gap: 32px; margin: 32px 0 40px; }
address { font-style: normal; }
address span { display: block; }
address small { display: block; margin-bottom: 8px; font-size: 11px; color: var(--faint); }
dl { display: grid; grid-template-columns: fit-content(60%) 1fr; gap: 2px 16px; margin: 0; }
dl div { display: contents; }
dt { color: var(--faint); overflow-wrap: normal; }
dd { margin: 0; }
.facts { font-size: 13.5px; }
h1 { margin: 0 0 20px; font-size: 27px; line-height: 1.2; color: var(--accent); letter-spacing: -.01em; }
h2 { margin: 0 0 6px; font-size: 16px; color: var(--accent); }
mark { padding: 3px 10px; border-radius: 4px; background: #fde8e8; color: #a32020; font-size: 14px;
  letter-spacing: .04em; text-transform: uppercase; vertical-align: middle; }
table { border-collapse: collapse; }
th, td { padding: 9px 0 9px 16px; text-align: left; vertical-align: top; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
thead th { padding-top: 0; font-size: 12.5px; font-weight: 600; color: var(--faint); }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
.charges { width: 100%; }
.charges thead th { border-bottom: 1.5px solid var(--accent); }
.charges tbody tr { border-top: 1px solid var(--line); }
.charges tbody tr:first-child, .charges tr.discount { border-top: 0; }
.charges tbody { border-bottom: 1px solid var(--line); }
.charges .discount td { padding-top: 0; font-size: 13px; color: var(--faint); }
.charges .figure { max-width: 220px; white-space: normal; }
.position { width: 1%; white-space: nowrap; color: var(--faint); }
.charges strong { display: block; font-weight: 600; }
.charges small { display: block; font-size: 13px; color: var(--faint); }
.figures { display: flex; flex-wrap: wrap-reverse; justify-content: space-between; align-items: flex-end;
  gap: 24px 48px; margin: 20px 0 28px; }
.taxes { font-size: 13px; }
.taxes th, .taxes td { padding-top: 3px; padding-bottom: 3px; }
.taxes thead th { border-bottom: 1px solid var(--line); font-size: 12px; }
.sums { flex: 1 1 320px; max-width: 420px; margin-left: auto; }
.sums th, .sums td { padding-top: 4px; padding-bottom: 4px; }
.sums .total { font-weight: 600; }
.sums .total th { font-weight: 600; }
.sums .due th, .sums .due td { padding-top: 12px; border-top: 1.5px solid var(--accent); font-size: 19px; font-weight: 650; }
.sums .due th { color: var(--accent); }
.legal { font-weight: 600; }
section { margin: 26px 0; }
section p { margin: 0 0 6px; }
.account { margin-top: 10px; font-variant-numeric: tabular-nums; }
.account dd { font-weight: 600; }
footer { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px 28px;
  margin-top: 44px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 12px; color: var(--faint); }
footer p { margin: 0; }
@media screen and (max-width: 640px) {
  main { margin: 0; padding: 22px 18px; border-radius: 0; box-shadow: none; }
  .top { grid-template-columns: 1fr; gap: 22px; margin: 22px 0 28px; }
  h1 { font-size: 22px; }
  .charges thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .charges, .charges tbody, .charges tr, .charges td { display: block; }
  .charges tr { position: relative; padding: 12px 0; }
  .charges tr.discount { display: flex; justify-content: space-between; gap: 16px; padding: 0 0 10px; }
  .charges td { padding: 0; }
  .charges .position, .charges .figure.empty { display: none; }
  .charges .figure:not(.empty) { display: flex; justify-content: space-between; gap: 16px; max-width: none; padding-top: 3px; }
  .charges .figure::before { content: attr(data-label); color: var(--faint); }
  .charges .discount .figure::before { content: none; }
  .charges .discount td { padding: 0; }
  .figures { display: block; }
  .sums { width: 100%; max-width: none; }
  .taxes { width: 100%; margin-bottom: 22px; }
  .taxes th, .taxes td { padding-left: 8px; }
}
@page { size: ${paper === "A4" ? "A4" : "letter"}; margin: 16mm 18mm 18mm; }
@media print {
  body { background: none; font-size: 9.5pt; }
  .top { margin: 14pt 0 24pt; }
  .facts { font-size: 8.5pt; }
  th, td { padding-top: 4.5pt; padding-bottom: 4.5pt; }
  footer { margin-top: 22pt; font-size: 8pt; break-inside: avoid; }
  main { max-width: none; margin: 0; padding: 0; border-radius: 0; box-shadow: none; }
  tr, section, .figures { break-inside: avoid; }
  thead { display: table-header-group; }
  .sums .due th, .sums .due td { font-size: 13pt; }
}
`;
