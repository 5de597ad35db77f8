import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Missing } from "../parts/missing.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNotice } from "../parts/problem-notice.tsx";

/** The page of an address that leads nowhere. */
export function NotFound() {
  return (
    <>
      <PageHeader title="No such page" />
      <Missing action={<Link to="/">Go to the overview</Link>}>
        This address leads to nothing here. It may have been mistyped, or the page has moved.
      </Missing>
    </>
  );
}

/** The page of a fault in the console itself. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <>
      <PageHeader title="Something went wrong" />
      <ProblemNotice error={error} retry={() => window.location.reload()} />
    </>
  );
}
