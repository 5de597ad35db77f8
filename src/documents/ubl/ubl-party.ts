import type { EInvoice, EParty } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";
import { ublVat } from "./ubl-parts.ts";

/** The seller or the buyer. */
export const ublParty = (party: EParty, contact?: EInvoice["contact"]): XmlChild =>
  group(
    "cac:Party",
    leaf("cbc:EndpointID", party.email, { schemeID: "EM" }),
    group(
      "cac:PostalAddress",
      leaf("cbc:StreetName", party.line1),
      leaf("cbc:AdditionalStreetName", party.line2),
      leaf("cbc:CityName", party.city),
      leaf("cbc:PostalZone", party.postalCode),
      leaf("cbc:CountrySubentity", party.region),
      group("cac:Country", leaf("cbc:IdentificationCode", party.country)),
    ),
    party.vatNumber === undefined
      ? undefined
      : group("cac:PartyTaxScheme", leaf("cbc:CompanyID", party.vatNumber), ublVat()),
    group(
      "cac:PartyLegalEntity",
      leaf("cbc:RegistrationName", party.name),
      leaf("cbc:CompanyID", party.registration),
    ),
    group(
      "cac:Contact",
      leaf("cbc:Name", contact?.name),
      leaf("cbc:Telephone", contact?.phone),
      leaf("cbc:ElectronicMail", contact?.email),
    ),
  );
