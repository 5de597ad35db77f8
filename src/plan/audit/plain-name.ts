const shortened: ReadonlySet<string> = new Set(
  "acv arpa arpu arr cac ebitda grr kpi ltv mrr nrr roi".split(" "),
);

/** An id as a sentence says it: `LTV as printed, developer` of `ltv-as-printed.developer`, `Share, year 2` of `share.y2`. */
export function plainName(id: string): string {
  const [first = "", ...rest] = id
    .replaceAll(".", ", ")
    .split(/[- ]/)
    .map((word) => {
      const [, letters = "", comma = ""] = /^(.*?)(,?)$/.exec(word) ?? [];
      const year = /^y(\d+)$/.exec(letters)?.[1];
      const said = shortened.has(letters) ? letters.toUpperCase() : letters;
      return `${year === undefined ? said : `year ${year}`}${comma}`;
    });
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
