import type { english } from '../../popup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  accounts: 'Visages enregistrés dans ce navigateur',
  waiting: 'En attente',
  empty: 'Aucun visage n’est encore enregistré.',
  emptyHint:
    'Quand un site demande votre visage, la page de son service de vérification s’ouvre. Cliquez-y sur cette icône pour autoriser ce service ; ZAuth vous guide pour la suite.',
  refused: 'Sans cette autorisation, ZAuth ne peut pas joindre le service de vérification.',
  options: 'Options',
  renew: 'Reprendre mon visage à la prochaine connexion',
  at: 'chez',
  signIn: (website, account) => `Se connecter à ${website} en tant que ${account}`,
  allow: (verifier) => `Autoriser ZAuth sur ${verifier}`,
  waits: (website) => `${website} vous attend.`,
  waitsToEnrol: (website) => `${website} attend que vous enregistriez votre visage et vous connectiez.`,
  wantsToRecognise: (website, account, verifier) =>
    `${website} souhaite reconnaître ${account} par son visage. ZAuth doit pouvoir joindre son service de vérification, ${verifier}, et aucun autre site.`,
  unused: 'Pas encore utilisé',
  usedToday: (time) => `Utilisé aujourd’hui à ${time}`,
  usedYesterday: 'Utilisé hier',
  usedOn: (day) => `Utilisé le ${day}`,
}
