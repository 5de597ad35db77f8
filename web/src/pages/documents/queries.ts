import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type DocumentSettings,
  documentSettingsQuery,
  type LogoChoice,
  previewOf,
  saveDocumentSettings,
} from "../../api/document-settings.ts";

/** How documents look. */
export function useDocumentSettings() {
  return useQuery(documentSettingsQuery);
}

/** A sample invoice, as unsaved settings would make it look; the one before stays until it is there. */
export function usePreview(settings: DocumentSettings, logo: LogoChoice, saves: number) {
  const image = logo instanceof File ? [logo.name, logo.size, logo.lastModified] : [logo];
  return useQuery({
    queryKey: ["document-preview", saves, settings, ...image],
    queryFn: ({ signal }) => previewOf(settings, logo, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** What is saved, and the key that may. */
export interface Saving {
  readonly settings: DocumentSettings;
  readonly logo: LogoChoice;
  readonly key: string;
}

/** Saves the settings; the form then starts from them. */
export function useSave() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, logo, key }: Saving) => saveDocumentSettings(settings, logo, key),
    onSuccess: (_, { settings }) => client.setQueryData(documentSettingsQuery.queryKey, settings),
  });
}
