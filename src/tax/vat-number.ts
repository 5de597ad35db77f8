/** VAT numbers, read and checked offline; they lie with the model because its check reads the seller's own. */
export {
  parseVatNumber,
  type VatNumber,
  vatPrefixes,
  vatPrefixOf,
} from "../model/vat-number/vat-number.ts";
