import { useQuery } from "@tanstack/react-query";
import { planAuditQuery } from "../../api/plan.ts";

/** What the audit finds. */
export function useAudit() {
  return useQuery(planAuditQuery);
}
