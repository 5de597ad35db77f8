import { Button } from "@mantine/core";
import { IconFileTypePdf, IconFileTypeXml, IconWorldWww } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { electronicInvoice, type Invoice } from "../../api/invoices.ts";

/** An e-invoice as a file; what it lacks is told here and not in a file that looks like one. */
export function useElectronicInvoice({ id, number }: Invoice) {
  return useMutation({
    mutationFn: () => electronicInvoice(id),
    onSuccess: (file) => {
      const url = URL.createObjectURL(file);
      const link = document.createElement("a");
      link.href = url;
      link.download = `${number ?? id}.ubl.xml`;
      link.click();
      URL.revokeObjectURL(url);
    },
  });
}

interface Properties {
  /** Where it is as a file for people. */
  readonly documents: (format: "html" | "pdf") => string;
  /** Absent for a draft: programs read what is issued. */
  readonly electronic?: ReturnType<typeof useElectronicInvoice>;
}

/** The document as the customer gets it: PDF and page open in a tab, the e-invoice is saved. */
export function DocumentButtons({ documents, electronic }: Properties) {
  const opened = { component: "a", target: "_blank", rel: "noreferrer" } as const;
  return (
    <>
      <Button
        {...opened}
        href={documents("pdf")}
        leftSection={<IconFileTypePdf size={16} stroke={1.75} aria-hidden />}
      >
        PDF
      </Button>
      {electronic !== undefined && (
        <Button
          onClick={() => electronic.mutate()}
          loading={electronic.isPending}
          title="E-invoice: EN 16931 in UBL"
          leftSection={<IconFileTypeXml size={16} stroke={1.75} aria-hidden />}
        >
          XML
        </Button>
      )}
      <Button
        {...opened}
        href={documents("html")}
        leftSection={<IconWorldWww size={16} stroke={1.75} aria-hidden />}
      >
        {electronic === undefined ? "As a page" : "As sent"}
      </Button>
    </>
  );
}
