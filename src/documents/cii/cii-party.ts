import type { EInvoice, EParty } from "../en16931/e-invoice.ts";
import { group, leaf, type XmlChild } from "../xml/xml.ts";

/** What is known of the seller or the buyer, without the element that says which. */
export const ciiParty = (party: EParty, contact?: EInvoice["contact"]): readonly XmlChild[] => [
  leaf("ram:Name", party.name),
  group("ram:SpecifiedLegalOrganization", leaf("ram:ID", party.registration)),
  group(
    "ram:DefinedTradeContact",
    leaf("ram:PersonName", contact?.name),
    group("ram:TelephoneUniversalCommunication", leaf("ram:CompleteNumber", contact?.phone)),
    group("ram:EmailURIUniversalCommunication", leaf("ram:URIID", contact?.email)),
  ),
  group(
    "ram:PostalTradeAddress",
    leaf("ram:PostcodeCode", party.postalCode),
    leaf("ram:LineOne", party.line1),
    leaf("ram:LineTwo", party.line2),
    leaf("ram:CityName", party.city),
    leaf("ram:CountryID", party.country),
    leaf("ram:CountrySubDivisionName", party.region),
  ),
  group("ram:URIUniversalCommunication", leaf("ram:URIID", party.email, { schemeID: "EM" })),
  group("ram:SpecifiedTaxRegistration", leaf("ram:ID", party.vatNumber, { schemeID: "VA" })),
];
