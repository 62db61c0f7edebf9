import type { english } from '../../backup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'Sauvegarde',
  intro:
    'Un fichier avec les comptes et les clés de ce navigateur, pour un autre navigateur ou pour le jour où celui-ci est perdu. Il ne s’ouvre qu’avec sa phrase secrète, et ne connecte personne sans votre visage.',
  make: 'Créer une sauvegarde',
  passphrase: 'Phrase secrète de la sauvegarde',
  advice: (least) => `Au moins ${least} caractères. Gardez-la ailleurs que le fichier.`,
  making: 'Chiffrement…',
  made: 'La sauvegarde se trouve dans vos téléchargements.',
  nothing: 'Ce navigateur n’a aucun compte qu’une sauvegarde pourrait contenir.',
  leftOut: (accounts) =>
    `N’y sont pas : ${accounts}. Une version antérieure a créé leurs clés de sorte qu’elles ne puissent pas quitter ce navigateur.`,
  restore: 'Restaurer une sauvegarde',
  file: 'Fichier de sauvegarde',
  restoring: 'Déchiffrement…',
  restored: (added, kept, older) =>
    `Comptes ajoutés : ${added}. Déjà présents : ${kept}. Laissés de côté, car ce qui est ici est plus récent : ${older}.`,
  granting:
    'À la première connexion, cliquez sur l’icône de ZAuth sur la page du service de vérification pour l’autoriser.',
  wrong: 'Ce n’est pas la phrase secrète de ce fichier. Rien n’a été modifié.',
  failed: 'Cela n’a pas réussi. Rien n’a été modifié.',
}
