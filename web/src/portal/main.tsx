import "./look/sheets.ts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isRequestFailure } from "../api/problem.ts";
import { enter } from "./api/request.ts";
import { LanguageProvider } from "./language/language.tsx";
import { applyScheme } from "./look/scheme.ts";
import { Gate } from "./shell/gate.tsx";
import { firstPlace, goTo, takeToken } from "./shell/place.ts";

applyScheme();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) =>
        failures < 2 && isRequestFailure(error) && error.problem.status === 0,
    },
  },
});

/** Goes in by the token of the link, where the page was opened with one. */
async function begin(): Promise<void> {
  const token = takeToken();
  if (token !== undefined && (await enter(token))) goTo(firstPlace(), "replace");
}

// Another link that is opened in the same tab changes nothing but the part of the address that a page is not loaded for.
addEventListener("hashchange", () => {
  if (location.hash.length > 1 && location.hash !== "#main") location.reload();
});

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Gate begun={begin()} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
