import { Link } from "@tanstack/react-router";
import { EmptyState } from "./empty-state.tsx";

interface Properties {
  /** One of what the list has: `invoice`. */
  readonly noun: string;
  /** Several of them, where that is not the noun with an s. */
  readonly nouns?: string;
}

/** What stands where filters leave nothing of a list: the way back to all of it. */
export const NoMatch = ({ noun, nouns = `${noun}s` }: Properties) => (
  <EmptyState
    next={
      <Link to="." search={{}}>
        Show all {nouns}
      </Link>
    }
  >
    No {noun} matches these filters.
  </EmptyState>
);
