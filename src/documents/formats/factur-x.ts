import { ciiDocument } from "../cii/cii-document.ts";
import type { DocumentFormat } from "../document-format.ts";
import type { EInvoiceProfile } from "../document-settings.ts";
import { readEInvoice } from "../en16931/read-e-invoice.ts";
import { renderPdf } from "../pdf/render-pdf.ts";

/** What Factur-X calls the rules that its XML keeps. */
const levels: Readonly<Record<EInvoiceProfile, string>> = {
  en16931: "EN 16931",
  xrechnung: "XRECHNUNG",
};
/** And the file: XRechnung's has a name of its own (ZUGFeRD 2.3, chapter 6). */
const fileNames: Readonly<Record<EInvoiceProfile, string>> = {
  en16931: "factur-x.xml",
  xrechnung: "xrechnung.xml",
};

/** For both: the PDF with the CII inside, by Factur-X 1.0 (ZUGFeRD 2). The profile of the XML is EN 16931, or XRechnung. */
export const facturXFormat: DocumentFormat = {
  mediaType: "application/pdf",
  suffix: ".factur-x.pdf",
  render(invoice, settings) {
    const read = readEInvoice(invoice, settings);
    if (!read.ok) return read;
    const { profile } = read.value;
    return renderPdf(invoice, settings, {
      name: fileNames[profile],
      mediaType: "text/xml",
      description: "Factur-X invoice",
      bytes: new TextEncoder().encode(ciiDocument(read.value)),
      metadata: metadata(fileNames[profile], levels[profile]),
    });
  },
};

const namespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

const property = (name: string, description: string): string => `
              <rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>${name}</pdfaProperty:name>
                <pdfaProperty:valueType>Text</pdfaProperty:valueType>
                <pdfaProperty:category>external</pdfaProperty:category>
                <pdfaProperty:description>${description}</pdfaProperty:description>
              </rdf:li>`;

/** The four properties of Factur-X, and the extension schema by which PDF/A demands that they be declared. */
const metadata = (fileName: string, level: string): string => `
    <rdf:Description rdf:about="" xmlns:fx="${namespace}">
      <fx:DocumentType>INVOICE</fx:DocumentType>
      <fx:DocumentFileName>${fileName}</fx:DocumentFileName>
      <fx:Version>1.0</fx:Version>
      <fx:ConformanceLevel>${level}</fx:ConformanceLevel>
    </rdf:Description>
    <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <pdfaExtension:schemas>
        <rdf:Bag>
          <rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>fx</pdfaSchema:prefix>
            <pdfaSchema:property>
              <rdf:Seq>${property("DocumentFileName", "The name of the embedded XML document")}${property("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER")}${property("Version", "The actual version of the standard applying to the embedded XML document")}${property("ConformanceLevel", "The conformance level of the embedded XML document")}
              </rdf:Seq>
            </pdfaSchema:property>
          </rdf:li>
        </rdf:Bag>
      </pdfaExtension:schemas>
    </rdf:Description>`;
