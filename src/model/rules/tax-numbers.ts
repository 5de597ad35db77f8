import { type Fault, faultsOf, pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import type { ModelRule } from "../model-rule.ts";
import { parseVatNumber, vatPrefixOf } from "../vat-number/vat-number.ts";

/** Numbers of the one-stop shop for sellers outside the EU, which carry no country. */
const oneStopShopNumber = /^EU\d{9}$/;

/** Numbers of countries whose form is not known are left as they are. */
function numberFaults(
  number: string | undefined,
  country: string | undefined,
  path: string,
): readonly Fault[] {
  if (number === undefined || oneStopShopNumber.test(number)) return [];
  const faults = faultsOf(parseVatNumber(number, country, path));
  const isKnown = country === undefined || vatPrefixOf(country) !== undefined;
  return faults.filter(({ code }) => isKnown || code !== "unknown-vat-prefix");
}

function find({ seller, taxes }: Model): readonly Fault[] {
  return [
    ...numberFaults(
      seller?.vatNumber,
      taxes?.home ?? seller?.address?.country,
      "/seller/vatNumber",
    ),
    ...(taxes?.registrations ?? []).flatMap(({ vatNumber, country }, index) =>
      numberFaults(vatNumber, country, pathTo("/taxes/registrations", index, "vatNumber")),
    ),
  ];
}

/** The VAT numbers of the seller have the form and the check digits of their country. */
export const taxNumbers: ModelRule = {
  name: "tax-numbers",
  severity: "fault",
  needsSound: "itself",
  find,
};
