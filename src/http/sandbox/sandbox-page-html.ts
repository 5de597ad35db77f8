import { createHash } from "node:crypto";
import { xmlText } from "../../documents/xml/xml.ts";
import type { ServedPageView } from "../../services/payments/serve-page.ts";
import type { SandboxWords } from "./sandbox-page-words.ts";

const style = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:34rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25}
fieldset{border:1px solid;border-radius:.5rem;margin:1.5rem 0;padding:.5rem 1rem}
legend{padding:0 .25rem}
label{display:flex;gap:.75rem;padding:.5rem 0}
code{display:block}
.note{border-inline-start:.25rem solid;padding-inline-start:1rem}
button{font:inherit;padding:.5rem 1.25rem;margin-inline-end:1rem}`;

/**
 * Nothing is loaded, run or framed. A form may lead anywhere: browsers hold a form to this also where its answer leads on,
 * and the address that the customer goes back to may lead on itself.
 */
export const sandboxPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'self' https: http:",
  "frame-ancestors 'none'",
].join("; ");

/** The page on which somebody chooses what the sandbox does. */
export function sandboxPageHtml(view: ServedPageView, words: SandboxWords): string {
  const { pays, choices, cancelUrl } = view;
  const title = pays === null ? words.setUp : words.checkout;
  const what =
    pays === null
      ? ""
      : `<p><strong>${xmlText(words.paid(`${pays.amount} ${pays.currency}`, pays.invoices.join(", ")))}</strong></p>`;
  const options = choices.map(({ reference }, place) => {
    const does = words.methods[reference] ?? reference;
    const chosen = place === 0 ? " checked" : "";
    return `<label><input type="radio" name="choice" value="${xmlText(reference)}" required${chosen}><span>${xmlText(does)}<code>${xmlText(reference)}</code></span></label>`;
  });
  return whole(
    words,
    title,
    `${what}<p class="note">${xmlText(words.noMoney)}</p>
<form method="post"><fieldset><legend>${xmlText(words.question)}</legend>
${options.join("\n")}
</fieldset><button>${xmlText(pays === null ? words.choose : words.pay)}</button>
<a href="${xmlText(cancelUrl)}">${xmlText(words.cancel)}</a></form>`,
  );
}

/** What stands where there is no such page. */
export const noSandboxPageHtml = (words: SandboxWords): string =>
  whole(words, words.gone, `<p>${xmlText(words.goneNote)}</p>`);

const whole = ({ language }: SandboxWords, title: string, body: string): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${xmlText(title)}</title><style>${style}</style></head>
<body><main><h1>${xmlText(title)}</h1>
${body}
</main></body></html>
`;
