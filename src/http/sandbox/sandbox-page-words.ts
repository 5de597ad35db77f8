/** What the pages of the sandbox say, in one language. */
export interface SandboxWords {
  readonly language: string;
  readonly setUp: string;
  readonly checkout: string;
  /** What is paid: an amount with its currency, and numbers of invoices. */
  readonly paid: (amount: string, invoices: string) => string;
  readonly noMoney: string;
  readonly question: string;
  readonly choose: string;
  readonly pay: string;
  readonly cancel: string;
  readonly gone: string;
  readonly goneNote: string;
  /** What a method does, by its reference. */
  readonly methods: Readonly<Record<string, string>>;
}

const english: SandboxWords = {
  language: "en",
  setUp: "Add a test method",
  checkout: "Pay with a test method",
  paid: (amount, invoices) => `${amount} for ${invoices}`,
  noMoney:
    "This is a sandbox. No money moves, and no card or account here is real. Enter nothing real.",
  question: "What is to happen when it is charged?",
  choose: "Add it",
  pay: "Go on",
  cancel: "Back, and change nothing",
  gone: "This page is not there",
  goneNote:
    "It was used, it is too old, or its address is not whole. Ask for a new one where you came from.",
  methods: {
    "sandbox-succeeds": "The payment succeeds.",
    "sandbox-declined": "It is declined for lack of funds, and may be tried again.",
    "sandbox-stolen": "It is declined for good: the card was stolen.",
    "sandbox-needs-action": "It waits for an action of the customer.",
    "sandbox-settles-later": "A bank debit, which succeeds after three days.",
    "sandbox-fails-later": "A bank debit, which fails after three days for lack of funds.",
    "sandbox-answer-lost": "It succeeds, and the answer to the first call is lost.",
    "sandbox-never-arrives": "The first call never arrives; the next one succeeds.",
    "sandbox-busy": "The provider is busy at the first call; the next one succeeds.",
    "sandbox-refund-fails": "It succeeds; a refund of it fails after two days.",
    "sandbox-dispute-won": "It succeeds, is disputed after five days, and the dispute is won.",
    "sandbox-dispute-lost": "It succeeds, is disputed after five days, and the dispute is lost.",
  },
};

const german: SandboxWords = {
  language: "de",
  setUp: "Eine Test-Zahlungsart hinzufügen",
  checkout: "Mit einer Test-Zahlungsart bezahlen",
  paid: (amount, invoices) => `${amount} für ${invoices}`,
  noMoney:
    "Das ist eine Testumgebung. Es fließt kein Geld, und keine Karte und kein Konto hier ist echt. Geben Sie nichts Echtes ein.",
  question: "Was soll geschehen, wenn damit bezahlt wird?",
  choose: "Hinzufügen",
  pay: "Weiter",
  cancel: "Zurück, ohne etwas zu ändern",
  gone: "Diese Seite gibt es nicht",
  goneNote:
    "Sie wurde benutzt, ist zu alt, oder ihre Adresse ist nicht vollständig. Fordern Sie dort, woher Sie kamen, eine neue an.",
  methods: {
    "sandbox-succeeds": "Die Zahlung gelingt.",
    "sandbox-declined": "Sie wird mangels Deckung abgelehnt und kann wiederholt werden.",
    "sandbox-stolen": "Sie wird endgültig abgelehnt: Die Karte ist gestohlen.",
    "sandbox-needs-action": "Sie wartet darauf, dass der Kunde etwas tut.",
    "sandbox-settles-later": "Eine Lastschrift, die nach drei Tagen gelingt.",
    "sandbox-fails-later": "Eine Lastschrift, die nach drei Tagen mangels Deckung scheitert.",
    "sandbox-answer-lost": "Sie gelingt, und die Antwort auf den ersten Aufruf geht verloren.",
    "sandbox-never-arrives": "Der erste Aufruf kommt nie an, der nächste gelingt.",
    "sandbox-busy": "Beim ersten Aufruf ist der Anbieter überlastet, der nächste gelingt.",
    "sandbox-refund-fails": "Sie gelingt; eine Erstattung scheitert nach zwei Tagen.",
    "sandbox-dispute-won":
      "Sie gelingt und wird nach fünf Tagen beanstandet, ohne dass Geld zurückgeht.",
    "sandbox-dispute-lost":
      "Sie gelingt und wird nach fünf Tagen beanstandet; das Geld geht zurück.",
  },
};

const languages: readonly SandboxWords[] = [english, german];

/** The words of the first wished language, as `de`, that there are any in; English where there is none. */
export const sandboxWords = (wished: readonly string[]): SandboxWords =>
  wished
    .map((wish) => languages.find(({ language }) => language === wish))
    .find((found) => found !== undefined) ?? english;
