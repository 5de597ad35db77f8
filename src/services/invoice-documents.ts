import { createHash } from "node:crypto";
import { documentsSpokenOf, withNumbers } from "../account/document-numbers.ts";
import type { CustomerFact } from "../account/fact.ts";
import { type Invoice, invoiceText } from "../account/invoice.ts";
import { zoneOf } from "../account/terms.ts";
import { documentFileName } from "../documents/document-format.ts";
import { type DocumentFormatName, documentFormats } from "../documents/document-formats.ts";
import { chooseLanguage } from "../documents/language/choose-language.ts";
import { documentSettings } from "../documents/tenant-settings.ts";
import { expectOk, ok, type Result } from "../fault/fault.ts";
import { findCustomer } from "../store/customers.ts";
import { findDocumentSettings, findLogo } from "../store/document-settings.ts";
import { invoiceDocument, invoiceNumbers } from "../store/invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { type DocumentParts, parsedSettings } from "./document-settings.ts";
import type { DocumentForm, Documents, InvoiceDocument } from "./documents.ts";
import { openDrafts } from "./draft.ts";
import { withRemedies } from "./e-invoice-remedies.ts";
import type { ModelLibrary, TenantModels } from "./model-library.ts";
import { version } from "./software-version.ts";

/** Formats whose bytes hold the logo. */
const shownFormats: ReadonlySet<DocumentFormatName> = new Set(["pdf", "html", "factur-x"]);

/** Renders the documents of invoices and drafts. What they are made of is read in one snapshot, and set after it has ended. */
export function createInvoiceDocuments({
  store,
  clock,
  library,
  press,
}: DocumentParts): Pick<Documents, "ofInvoice" | "ofDraft"> {
  const render = async (
    tenant: string,
    form: DocumentForm,
    read: (tx: Tx) => Promise<string | undefined>,
    readOnly: boolean,
  ): Promise<Result<InvoiceDocument> | undefined> => {
    const made = await store.withTenant(
      tenant,
      async (tx) => {
        const text = await read(tx);
        return text === undefined ? undefined : materialOf(tx, text, form, library);
      },
      { readOnly },
    );
    if (made === undefined) return undefined;
    const { etag, invoice, settings } = made;
    const format = documentFormats[form.format];
    const file = { etag, mediaType: format.mediaType, fileName: documentFileName(invoice, format) };
    if (settings === undefined) return ok({ ...file, bytes: undefined });
    const rendered = await press({ format: form.format, invoice, settings });
    if (!rendered.ok) return withRemedies(rendered.faults, invoice);
    return ok({ ...file, bytes: rendered.value });
  };
  const draftText = async (tx: Tx, customer: string, id: string): Promise<string | undefined> => {
    const drafts = await openDrafts(
      tx,
      customer,
      { library, events: store.events },
      clock.now(tx.tenant),
    );
    const found = drafts?.find((draft) => draft.id === id);
    return found && invoiceText(found);
  };
  return {
    ofInvoice: (tenant, request) =>
      render(tenant, request, (tx) => invoiceDocument(tx, request.invoice), true),
    // A draft is worked out from sums of usage, which are kept as they are read.
    ofDraft: (tenant, { customer, draft, ...form }) =>
      render(tenant, form, (tx) => draftText(tx, customer, draft), false),
  };
}

async function materialOf(
  tx: Tx,
  text: string,
  { format, language: asked, has }: DocumentForm,
  library: ModelLibrary,
) {
  const stored = JSON.parse(text) as Invoice;
  const customer = await customerOf(tx, stored.customer);
  const chosen = await findDocumentSettings(tx);
  const tenant = parsedSettings(chosen.settings);
  const language = chooseLanguage(asked, customer?.language, tenant.language);
  const timeZone = zoneIdOf(stored, customer, await library.of(tx));
  const shown = shownFormats.has(format);
  const sha256 = shown ? (chosen.logo?.sha256 ?? null) : null;
  const parts = [version, format, text, chosen.settings, sha256, language, timeZone];
  const etag = `"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}"`;
  const invoice = await withCorrectedNumbers(tx, stored);
  if (has(etag)) return { etag, invoice, settings: undefined };
  const logo = sha256 === null ? undefined : (await findLogo(tx))?.bytes;
  const image = logo === undefined ? {} : { logo };
  return { etag, invoice, settings: documentSettings(tenant, { language, timeZone, ...image }) };
}

async function customerOf(tx: Tx, id: string): Promise<CustomerFact | undefined> {
  const found = await findCustomer(tx, id);
  return found === undefined ? undefined : (JSON.parse(found.fact) as CustomerFact);
}

/** The days of an invoice are those of the account it was billed to, under the model version it was billed by. */
function zoneIdOf(
  { model }: Invoice,
  customer: CustomerFact | undefined,
  models: TenantModels | undefined,
): string {
  const book = models?.books.find(model);
  if (book === undefined || customer === undefined) return "UTC";
  return expectOk(zoneOf(customer, book)).id;
}

/** People and tax offices know an invoice by its number; ids are the machine's own. */
async function withCorrectedNumbers(tx: Tx, invoice: Invoice): Promise<Invoice> {
  const spokenOf = documentsSpokenOf(invoice);
  return spokenOf.length === 0 ? invoice : withNumbers(invoice, await invoiceNumbers(tx, spokenOf));
}
