import type { problemsEn } from "./problems-en.ts";

/** What goes wrong, in German. */
export const problemsDe: Readonly<Record<keyof typeof problemsEn, string>> = {
  "problem.reference": "Für den Support:",
  "problem.other": "Das hat nicht geklappt",
  "problem.other.how":
    "Bitte versuchen Sie es gleich noch einmal. Bleibt es dabei, schreiben Sie dem Support.",
  "problem.no-answer": "Es kam keine Antwort",
  "problem.no-answer.how": "Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  "problem.forbidden": "Dazu fehlt Ihnen die Berechtigung",
  "problem.forbidden.how": "Bitten Sie eine Administratorin oder einen Administrator Ihres Kontos.",
  "problem.not-found": "Das gibt es nicht",
  "problem.not-found.how":
    "Vielleicht wurde es entfernt. Bitte gehen Sie zurück und wählen Sie neu.",
  "problem.rate-limited": "Das ging etwas zu schnell",
  "problem.rate-limited.how": "Bitte warten Sie eine Minute und versuchen Sie es noch einmal.",
  "problem.retry-later": "Gerade ist viel los",
  "problem.retry-later.how": "Bitte versuchen Sie es in einer Minute noch einmal.",
  "problem.provider-unavailable": "Der Zahlungsanbieter antwortet nicht",
  "problem.provider-unavailable.how":
    "Es wurde nichts bezahlt oder geändert. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  "problem.charge-pending": "Für diese Rechnung läuft schon eine Zahlung",
  "problem.charge-pending.how":
    "Bitte warten Sie, bis sie entschieden ist. Nichts wird doppelt bezahlt.",
  "problem.nothing-left": "Von dieser Rechnung ist nichts offen",
  "problem.nothing-left.how": "Vielleicht wurde sie inzwischen bezahlt.",
  "problem.change-pending": "Es steht schon eine andere Änderung an",
  "problem.change-pending.how": "Nehmen Sie diese zuerst zurück und wählen Sie dann neu.",
  "problem.account-parked": "Ihr Konto wird gerade geprüft",
  "problem.account-parked.how":
    "Im Moment lässt sich nichts ändern. Bitte schreiben Sie dem Support.",
  "problem.contract-fixes-plan": "Das ist in Ihrem Vertrag festgelegt",
  "problem.contract-fixes-plan.how": "Bitte schreiben Sie dem Support, um es zu ändern.",
  "problem.already-member": "Diese Person ist schon Mitglied",
  "problem.already-member.how": "Erstellen Sie in der Liste einen neuen Link für sie.",
  "problem.too-many-members": "Es gibt zu viele Mitglieder",
  "problem.too-many-members.how": "Bitte entfernen Sie zuerst jemanden.",
  "problem.plan-not-offered": "Dieser Tarif kann hier nicht gewählt werden",
  "problem.plan-not-offered.how": "Bitte laden Sie die Seite neu und wählen Sie einen anderen.",
  "problem.no-payment-provider": "Hier lässt sich noch nichts bezahlen",
  "problem.no-payment-provider.how":
    "Bitte zahlen Sie, wie es auf der Rechnung steht, oder schreiben Sie dem Support.",
  "problem.invalid-email": "Das ist keine E-Mail-Adresse",
  "problem.invalid-email.how": "Bitte prüfen Sie sie auf Tippfehler.",
  "problem.in-the-past": "Dieser Zeitpunkt ist vorbei",
  "problem.in-the-past.how": "Bitte wählen Sie einen späteren.",
  "problem.precondition-failed": "Inzwischen hat sich etwas geändert",
  "problem.precondition-failed.how":
    "Bitte laden Sie die Seite neu und sehen Sie noch einmal nach.",
  "problem.invalid-request": "Etwas daran stimmt noch nicht",
  "problem.invalid-request.how": "Bitte prüfen Sie Ihre Eingaben.",
};
