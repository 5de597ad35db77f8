import type { Cadence, CadenceUnit } from "../../time/cadence.ts";
import type { BillingWords } from "./billing-words.ts";

const each: Readonly<Record<CadenceUnit, readonly [string, string]>> = {
  day: ["täglich", "Tage"],
  week: ["wöchentlich", "Wochen"],
  month: ["monatlich", "Monate"],
  quarter: ["vierteljährlich", "Quartale"],
  "half-year": ["halbjährlich", "Halbjahre"],
  year: ["jährlich", "Jahre"],
};

const cadence = ({ every, unit }: Cadence): string => {
  const [single, several] = each[unit];
  return every === 1 ? single : `alle ${every} ${several}`;
};

/** What billing says on a line, in German. */
export const germanBilling: BillingWords = {
  cadence,
  additions: {
    "unused time": "nicht genutzte Zeit",
    "rest of the period": "Rest des Zeitraums",
    "late usage": "verspätet gemeldete Nutzung",
    "so far": "bisher",
  },
  licenceParts: {
    "perpetual licence": "unbefristete Lizenz",
    "term licence": "befristete Lizenz",
    maintenance: "Wartung",
  },
  earlyTermination: (plan) => `Vorzeitige Kündigung von ${plan}`,
  latePaymentFee: "Mahngebühr",
  serviceCredit: (promise, line) => `${promise}: Gutschrift zu ${line}`,
  missing: (contract) => `${contract}, Differenz zur Mindestabnahme`,
  discountTitles: {
    "volume discount": "Mengenrabatt",
    "term discount": "Laufzeitrabatt",
    "promotional discount": "Aktionsrabatt",
    "academic discount": "Hochschulrabatt",
    "partner discount": "Partnerrabatt",
    "negotiated discount": "Vereinbarter Rabatt",
    "annual discount": "Jahresrabatt",
    discount: "Rabatt",
    "discounts on the unused time": "Rabatte auf die nicht genutzte Zeit",
    "discounts on the rest of the period": "Rabatte auf den Rest des Zeitraums",
    "discounts on the late usage": "Rabatte auf die verspätet gemeldete Nutzung",
    Credits: "Guthaben",
    "Prepaid credits": "Vorausbezahltes Guthaben",
    "Promotional credits": "Aktionsguthaben",
    "Service credits": "Guthaben aus Servicezusagen",
    "Goodwill credits": "Kulanzguthaben",
    "Referral credits": "Empfehlungsguthaben",
  },
  creditsOf: (book) => `Guthaben: ${book}`,
  graduatedUpTo: (percent) => `bis zu ${percent}, gestaffelt`,
  forYears: (years) => `für ${years} ${years === 1 ? "Jahr" : "Jahre"}`,
  units: {
    subscription: ["Abonnement", "Abonnements"],
    unit: ["Stück", "Stück"],
    licence: ["Lizenz", "Lizenzen"],
    pack: ["Paket", "Pakete"],
    credit: ["Gutschrift", "Gutschriften"],
    hour: ["Stunde", "Stunden"],
    day: ["Tag", "Tage"],
    week: ["Woche", "Wochen"],
    month: ["Monat", "Monate"],
    year: ["Jahr", "Jahre"],
    person: ["Person", "Personen"],
    project: ["Projekt", "Projekte"],
    seat: ["Platz", "Plätze"],
    user: ["Nutzer", "Nutzer"],
    node: ["Knoten", "Knoten"],
    call: ["Aufruf", "Aufrufe"],
    request: ["Anfrage", "Anfragen"],
    operation: ["Vorgang", "Vorgänge"],
    transaction: ["Transaktion", "Transaktionen"],
    event: ["Ereignis", "Ereignisse"],
    incident: ["Vorfall", "Vorfälle"],
    system: ["System", "Systeme"],
    "node-hour": ["Knotenstunde", "Knotenstunden"],
  },
};
