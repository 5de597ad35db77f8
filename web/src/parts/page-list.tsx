import { Button } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PageOf } from "../api/request.ts";
import { formatCount } from "../format/format-quantity.ts";
import { LoadingRows } from "./loading.tsx";
import styles from "./page-list.module.css";
import { ProblemNotice } from "./problem-notice.tsx";

interface Properties<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<PageOf<Item>>>;
  /** One of the items, singular: `invoice`. */
  readonly noun: string;
  /** Several of them, where that is not the noun with an s. */
  readonly nouns?: string;
  readonly empty: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A cursor-paged list: its rows so far, and a button that reads the next page. While a new filter is read, the old rows stay, dimmed. */
export function PageList<Item>({ query, noun, nouns, empty, children }: Properties<Item>) {
  if (query.data === undefined) {
    if (!query.isError) return <LoadingRows />;
    return (
      <div className={styles.problem}>
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      </div>
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <>
      <div className={styles.items} aria-busy={query.isPlaceholderData}>
        {children(items)}
      </div>
      {query.isFetchNextPageError && (
        <div className={styles.problem}>
          <ProblemNotice error={query.error} />
        </div>
      )}
      <div className={styles.foot}>
        <p role="status">{listed(items.length, query.hasNextPage, noun, nouns)}</p>
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Load more
          </Button>
        )}
      </div>
    </>
  );
}

/** `First 50 invoices`, `All 12 invoices`, and `1 invoice`, of which there is no all. */
function listed(count: number, more: boolean, noun: string, nouns: string | undefined): string {
  const counted = formatCount(count, noun, nouns);
  if (more) return `First ${counted}`;
  return count === 1 ? counted : `All ${counted}`;
}
