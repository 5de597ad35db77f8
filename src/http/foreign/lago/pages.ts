import type { FastifyRequest } from "fastify";
import type { Page, PageRequest } from "../../../services/reports.ts";
import { type Refusal, refusalOf } from "../../problem.ts";
import { isRecord } from "../../record.ts";

/** Which page is wanted: Lago counts pages from 1. */
export interface NumberedPage {
  readonly page: number;
  readonly perPage: number;
}

/** Items that are looked through for a page and for how many there are. */
const itemsMax = 10_000;
const perPageMax = 100;
const batch = 500;

/** The query's texts by name, `page` and `per_page` among them. Refuses a filter that is not among `names`. */
export function numberedQuery(
  request: FastifyRequest,
  names: readonly string[],
): NumberedPage & { readonly query: Readonly<Record<string, string | undefined>> } {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(isRecord(request.query) ? request.query : {})) {
    if (typeof value !== "string" || ![...names, "page", "per_page"].includes(name))
      throw refusalOf([
        {
          code: "invalid-query",
          path: `/${name.slice(0, 60)}`,
          message: "this route cannot be asked so",
          suggestion: `use ${[...names, "page", "per_page"].join(", ")}`,
        },
      ]);
    query[name] = value;
  }
  const page = numberIn(query.page, 1);
  const perPage = Math.min(numberIn(query.per_page, 20), perPageMax);
  return { page, perPage, query };
}

const numberIn = (text: string | undefined, absent: number): number => {
  const number = text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : absent;
  return number < 1 ? absent : number;
};

/** A numbered page of a list that is read by cursor, and what Lago says of it. Refuses a list that is too long to count. */
export async function numbered<T>(
  wanted: NumberedPage,
  list: (request: PageRequest) => Promise<Page<T>>,
  isOne: (item: T) => boolean = () => true,
): Promise<PageOf<T>> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const read = await list({ limit: batch, ...(cursor === undefined ? {} : { cursor }) });
    all.push(...read.items.filter(isOne));
    cursor = read.next ?? undefined;
    if (all.length > itemsMax) throw tooLong();
  } while (cursor !== undefined);
  return pageOf(wanted, all);
}

/** A numbered page of a list that is at hand, and what Lago says of it. */
export function pageOf<T>({ page, perPage }: NumberedPage, all: readonly T[]): PageOf<T> {
  const pages = Math.ceil(all.length / perPage);
  const meta = {
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
    total_pages: pages,
    total_count: all.length,
  };
  return { items: all.slice((page - 1) * perPage, page * perPage), meta };
}

/** A page and its place among the others. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly meta: object;
}

const tooLong = (): Refusal => {
  const message = `a list of more than ${itemsMax} has no numbered pages; ask of one customer`;
  return refusalOf([{ code: "invalid-query", path: "/page", message }]);
};
