import type { english } from '../../lock/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('fr')

export const words: Words<typeof english> = {
  title: 'Verrouillage',
  intro:
    'Une phrase secrète garde fermées les clés de ce navigateur : qui copie le disque de cet ordinateur ne peut pas s’en servir.',
  none: 'Il n’y a pas de phrase secrète. Qui utilise ce navigateur peut utiliser ses clés, mais pas sans votre visage.',
  unlocked: 'Il y a une phrase secrète, et les clés sont ouvertes jusqu’au verrouillage.',
  locked: 'Les clés sont verrouillées.',
  lockNow: 'Verrouiller maintenant',
  set: 'Choisir une phrase secrète',
  change: 'Changer la phrase secrète',
  remove: 'Supprimer la phrase secrète',
  passphrase: 'Phrase secrète',
  newPassphrase: 'Nouvelle phrase secrète',
  oldPassphrase: 'Phrase secrète actuelle',
  again: 'La même encore une fois',
  advice: (least) => `Au moins ${least} caractères. Quatre mots que personne ne dit ensemble conviennent bien.`,
  unequal: 'Les deux ne sont pas identiques.',
  short: (least) => `Il lui faut au moins ${least} caractères.`,
  noRescue: 'Personne ne peut vous redonner la phrase secrète si vous l’oubliez. Gardez vos codes de récupération.',
  isSet: 'La phrase secrète est choisie.',
  isRemoved: 'La phrase secrète est supprimée.',
  isLockedNow: 'Verrouillé.',
  cancel: 'Annuler',
  save: 'Enregistrer',
  after: 'Verrouiller automatiquement',
  minutes: (count) =>
    plural(count, {
      one: `après ${numberOf(count)} minute sans connexion`,
      other: `après ${numberOf(count)} minutes sans connexion`,
    }),
  hours: { one: 'après une heure sans connexion', four: 'après quatre heures sans connexion' },
  never: 'à la fermeture du navigateur',
  onSleep: 'Aussi après une mise en veille de cet ordinateur',
  afterHint: 'La phrase secrète est toujours demandée au démarrage du navigateur.',
  unlockTitle: 'ZAuth est verrouillé',
  unlockHint: 'Votre phrase secrète ouvre les clés de ce navigateur.',
  unlock: 'Déverrouiller',
  unlocking: 'Déverrouillage…',
  wrong: 'Ce n’est pas la bonne phrase secrète. Réessayez.',
  wait: (count) =>
    plural(count, {
      one: `Trop d’erreurs. Réessayez dans ${numberOf(count)} seconde.`,
      other: `Trop d’erreurs. Réessayez dans ${numberOf(count)} secondes.`,
    }),
  failed: 'Le déverrouillage n’a pas réussi. Réessayez.',
  forgotten: 'Je l’ai oubliée',
  forgottenHint:
    'Sans elle, personne ne peut ouvrir ces clés. Pour vous connecter, utilisez un code de récupération sur la page du service de vérification, ou un autre de vos appareils. Pour utiliser de nouveau ce navigateur, recommencez : ses comptes et ses clés sont supprimés ici, et vous enregistrez de nouveau votre visage. Une sauvegarde, si vous en avez une, les ramène.',
  startOver: 'Supprimer les comptes de ce navigateur et recommencer',
  startOverNow: 'Les supprimer',
}
