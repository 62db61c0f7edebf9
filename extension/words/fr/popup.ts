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
  lock: 'Verrouiller',
  renew: 'Reprendre mon visage à la prochaine connexion',
  checkedBy: 'Vérifié par',
  since: (day) => `Cet appareil, enregistré le ${day}`,
  search: 'Rechercher',
  notFound: 'Aucun compte ne porte ce nom.',
  automatic: 'Ouvrir la caméra automatiquement',
  automaticWhere: (verifier) => `Quand une page de ${verifier} vous demande de vous connecter`,
  runs: (website) => `Votre connexion à ${website} est en cours.`,
  show: 'Afficher la fenêtre de la caméra',
  remove: 'Retirer de cet appareil',
  removeQuestion: (account, website) => `Retirer ${account} sur ${website} de cet appareil ?`,
  removeMeans: (website) =>
    `Ses clés sont supprimées de ce navigateur ; seule une de vos sauvegardes peut les rétablir. Pour vous connecter à ${website}, il vous faudra alors un autre de vos appareils ou un code de récupération.`,
  removeLeaves: (verifier) =>
    `Ce que ${verifier} conserve de cet appareil est chiffré, et sans sauvegarde personne ne peut plus l’ouvrir. Pour le faire supprimer là aussi, passez plutôt par les options.`,
  removeNow: 'Retirer',
  keep: 'Garder',
  removed: 'Retiré de cet appareil.',
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
