import { useQuery } from "@tanstack/react-query";
import { dunningQuery } from "../../api/accounts.ts";

/** Who is being dunned, by step. */
export const useDunning = () => useQuery(dunningQuery);
