import { useQuery } from "@tanstack/react-query";
import { contractQuery } from "../../api/contracts.ts";
import { customerQuery } from "../../api/customers.ts";

/** One contract. */
export const useContract = (id: string) => useQuery(contractQuery(id));

/** Whose it is: the zone of its days, and the names of what was bought. */
export const useHolder = (id: string) => useQuery(customerQuery(id)).data;
