import { describe, expect, it } from "vitest";
import type { DocumentSettings } from "../../api/document-settings.ts";
import { formOf, settingsOf } from "./settings-form.ts";

describe("the form of document settings", () => {
  it("gives back what it was made of", () => {
    const settings: DocumentSettings = {
      language: "de",
      paper: "Letter",
      branding: {
        accent: "#aa5500",
        senderLine: "Acme · Hamburg",
        footer: [["Acme GmbH", "Hafenstraße 12"], ["HRB 4711"]],
      },
      contact: { name: "Jana", phone: "+49 40 1", email: "a@acme.example" },
      paymentInstructions: ["Please state the number."],
      notes: ["Thank you.", "See our terms."],
      eInvoice: { profile: "xrechnung", deliveryCountry: "AT" },
    };
    expect(settingsOf(formOf(settings))).toEqual(settings);
    expect(settingsOf(formOf({}))).toEqual({ language: "en", paper: "A4" });
  });

  it("takes columns and paragraphs as they are typed", () => {
    const typed = {
      ...formOf({}),
      footer: "\nAcme GmbH\n  Hafenstraße 12  \n\n \n\nHRB 4711\n",
      notes: "One\nstill one\n\nTwo",
      deliveryCountry: " at ",
    };
    expect(settingsOf(typed)).toMatchObject({
      branding: { footer: [["Acme GmbH", "Hafenstraße 12"], ["HRB 4711"]] },
      notes: ["One\nstill one", "Two"],
      eInvoice: { profile: "en16931", deliveryCountry: "AT" },
    });
  });
});
