import { ok } from "../../fault/fault.ts";
import type { DocumentFormat } from "../document-format.ts";
import { renderHtml } from "../html/render-html.ts";

/** For people at a screen: one file that asks for no other, and prints well. */
export const htmlFormat: DocumentFormat = {
  mediaType: "text/html; charset=utf-8",
  suffix: ".html",
  render(invoice, settings) {
    const html = renderHtml(invoice, settings);
    return html.ok ? ok(new TextEncoder().encode(html.value)) : html;
  },
};
