import { useQuery } from "@tanstack/react-query";
import { foreignCurrencyQuery } from "../../api/foreign-currency.ts";

/** What stands in other currencies at the end of a day. */
export const useForeignCurrency = (asOf: string | undefined) =>
  useQuery(foreignCurrencyQuery(asOf));
