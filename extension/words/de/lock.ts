import type { english } from '../../lock/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('de')

export const words: Words<typeof english> = {
  title: 'Sperre',
  intro:
    'Eine Passphrase hält die Schlüssel dieses Browsers verschlossen: Wer die Festplatte dieses Computers kopiert, kann sie nicht benutzen.',
  none: 'Es gibt keine Passphrase. Wer diesen Browser benutzt, kann seine Schlüssel benutzen, wenn auch nicht ohne Ihr Gesicht.',
  unlocked: 'Es gibt eine Passphrase, und die Schlüssel sind offen, bis sie gesperrt werden.',
  locked: 'Die Schlüssel sind gesperrt.',
  lockNow: 'Jetzt sperren',
  set: 'Passphrase festlegen',
  change: 'Passphrase ändern',
  remove: 'Passphrase entfernen',
  passphrase: 'Passphrase',
  newPassphrase: 'Neue Passphrase',
  oldPassphrase: 'Jetzige Passphrase',
  again: 'Dieselbe noch einmal',
  advice: (least) => `Mindestens ${least} Zeichen. Gut sind vier Wörter, die niemand zusammen sagt.`,
  unequal: 'Die beiden sind nicht gleich.',
  short: (least) => `Sie braucht mindestens ${least} Zeichen.`,
  noRescue:
    'Niemand kann Ihnen die Passphrase sagen, wenn Sie sie vergessen. Bewahren Sie Ihre Wiederherstellungscodes auf.',
  isSet: 'Die Passphrase ist festgelegt.',
  isRemoved: 'Die Passphrase ist entfernt.',
  isLockedNow: 'Gesperrt.',
  cancel: 'Abbrechen',
  save: 'Speichern',
  after: 'Von selbst sperren',
  minutes: (count) =>
    plural(count, {
      one: `nach ${numberOf(count)} Minute ohne Anmeldung`,
      other: `nach ${numberOf(count)} Minuten ohne Anmeldung`,
    }),
  hours: { one: 'nach einer Stunde ohne Anmeldung', four: 'nach vier Stunden ohne Anmeldung' },
  never: 'wenn der Browser beendet wird',
  onSleep: 'Auch nachdem dieser Computer im Ruhezustand war',
  afterHint: 'Beim Start des Browsers wird die Passphrase immer verlangt.',
  unlockTitle: 'ZAuth ist gesperrt',
  unlockHint: 'Ihre Passphrase öffnet die Schlüssel dieses Browsers.',
  unlock: 'Entsperren',
  unlocking: 'Wird entsperrt…',
  wrong: 'Das ist nicht die Passphrase. Versuchen Sie es noch einmal.',
  wait: (count) =>
    plural(count, {
      one: `Das war zu oft falsch. Versuchen Sie es in ${numberOf(count)} Sekunde noch einmal.`,
      other: `Das war zu oft falsch. Versuchen Sie es in ${numberOf(count)} Sekunden noch einmal.`,
    }),
  failed: 'Das Entsperren ist nicht gelungen. Versuchen Sie es noch einmal.',
  forgotten: 'Ich habe sie vergessen',
  forgottenHint:
    'Ohne sie kann niemand diese Schlüssel öffnen. Um sich anzumelden, benutzen Sie einen Wiederherstellungscode auf der Seite des Prüfdienstes oder ein anderes Ihrer Geräte. Um diesen Browser wieder zu benutzen, fangen Sie neu an: Seine Konten und Schlüssel werden hier entfernt, und Sie richten Ihr Gesicht noch einmal ein. Eine Sicherung, wenn Sie eine haben, bringt sie zurück.',
  startOver: 'Die Konten dieses Browsers entfernen und neu anfangen',
  startOverNow: 'Entfernen',
}
