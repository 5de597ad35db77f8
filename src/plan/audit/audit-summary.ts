import type { AuditFinding } from "./audit-claims.ts";

/** How many claims there are of each verdict. */
export interface AuditSummary {
  readonly claims: number;
  readonly holds: number;
  readonly fails: number;
  readonly unchecked: number;
}

/** Verdicts as reports print them. */
export const verdictWords: Readonly<Record<AuditFinding["verdict"], string>> = {
  holds: "holds",
  fails: "fails",
  unchecked: "not checked",
};

/** Counts findings by verdict. */
export function auditSummary(findings: readonly AuditFinding[]): AuditSummary {
  const of = (verdict: AuditFinding["verdict"]): number =>
    findings.filter((one) => one.verdict === verdict).length;
  return {
    claims: findings.length,
    holds: of("holds"),
    fails: of("fails"),
    unchecked: of("unchecked"),
  };
}

/** `12 claims: 9 hold, 2 fail, 1 cannot be checked`. */
export function summaryText({ claims, holds, fails, unchecked }: AuditSummary): string {
  const verb = (count: number, one: string, many: string): string =>
    `${count} ${count === 1 ? one : many}`;
  const counts = [
    verb(holds, "holds", "hold"),
    verb(fails, "fails", "fail"),
    `${unchecked} cannot be checked`,
  ];
  return `${verb(claims, "claim", "claims")}: ${counts.join(", ")}`;
}

/**
 * How far off a failed claim is: `+24.5%`; more than a thousand percent off as a multiple, `12.4 times`; what no percent shows as it is, `+150`; and
 * what is just a bound that it is not to reach, so. Null where it is stated as zero.
 */
export function offText({
  share,
  difference,
}: Pick<AuditFinding, "share" | "difference">): string | null {
  if (difference === 0) return "at the bound";
  if (share === null) return null;
  if (Math.abs(share) < 5e-5 && difference !== null)
    return `${difference > 0 ? "+" : ""}${Number(difference.toPrecision(4))}`;
  if (share >= 10) return `${(share + 1).toFixed(1)} times`;
  const percent = share * 100;
  const digits = Math.abs(percent) >= 10 ? 0 : Math.abs(percent) >= 1 ? 1 : 2;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(digits)}%`;
}

/** Findings by section, both in the order of the document. */
export function bySection(
  findings: readonly AuditFinding[],
): readonly (readonly [string, readonly AuditFinding[]])[] {
  const sections = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    const known = sections.get(finding.section);
    if (known === undefined) sections.set(finding.section, [finding]);
    else known.push(finding);
  }
  return [...sections];
}
