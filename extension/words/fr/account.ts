import type { english } from '../../account/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  hint: 'Chacun vous fait entrer une fois, sans votre visage ni cet appareil. Ils ne seront plus affichés.',
  list: 'Codes de récupération',
  copy: 'Copier',
  print: 'Imprimer',
  save: 'Enregistrer dans un fichier',
  kept: 'Je les ai conservés',
  copied: 'Copié.',
  notCopied: 'Le navigateur n’a pas permis de les copier. Enregistrez-les ou imprimez-les.',
  saved: 'Enregistré dans vos téléchargements.',
  whose: (account, website, verifier) => `Pour ${account} sur ${website}, à saisir sur ${verifier}.`,
  heading: (account, website) => `Codes de récupération de ${account} pour ${website}`,
  use: (verifier) =>
    `Saisissez-en un sur ${verifier} quand votre visage ou cet appareil n’est pas disponible. Chacun sert une fois.`,
  made: (day) => `Créés le ${day}.`,
}
