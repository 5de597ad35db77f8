import { useInfiniteQuery } from "@tanstack/react-query";
import { type ContractFilter, contractListQuery } from "../../api/contracts.ts";

/** The contracts that match a filter, page by page. */
export const useContractList = (filter: ContractFilter) =>
  useInfiniteQuery(contractListQuery(filter));
