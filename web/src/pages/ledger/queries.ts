import { useQuery } from "@tanstack/react-query";
import { trialBalanceQuery, verificationQuery } from "../../api/ledger.ts";

/** The trial balance at the end of a day. */
export const useTrialBalance = (asOf: string | undefined) => useQuery(trialBalanceQuery(asOf));

/** Whether the journal is sound; asked for when somebody wants to know, since all of it is read. */
export const useVerification = () => useQuery({ ...verificationQuery, enabled: false });
