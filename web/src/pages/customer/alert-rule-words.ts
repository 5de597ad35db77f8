import type { AlertRule } from "../../api/alerts.ts";

/** What a customer wants to be told of. */
export function alertRuleWords({ of, quota }: Pick<AlertRule, "of" | "quota">): string {
  switch (of) {
    case "quota":
      return `Used of the quota ${quota ?? ""}`;
    case "cost":
      return "Costs so far";
    case "credits":
      return "Credits that run low";
  }
}

/** Who set a rule: one of the customer's people by name where they are known, else as the audit log names them. */
export function setterWords(
  setBy: string | null,
  names: ReadonlyMap<string, string> | undefined,
): string {
  if (setBy === null) return "not known";
  const [, member] = /^portal:(.*)$/.exec(setBy) ?? [];
  if (member !== undefined)
    return names === undefined
      ? "one of the customer's people"
      : (names.get(member) ?? "somebody who has left the portal");
  return setBy.startsWith("portal-link:") ? "whoever had a link to the portal" : setBy;
}
