import type { english } from '../../camera/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  at: 'sur',
  as: 'en tant que',
  for: 'pour',
  checkedBy: 'vérifié par',
  signIn: (website) => `Se connecter à ${website}`,
  confirm: (website) => `Confirmez que c’est bien vous, pour ${website}`,
  setUp: (website) => `Enregistrer votre visage pour ${website}`,

  advices: {
    no_face: 'Regardez la caméra',
    several_faces: 'Un seul visage',
    closer: 'Approchez-vous un peu',
    further: 'Reculez un peu',
    centre: 'Placez-vous au milieu',
    more_light: 'Plus de lumière sur votre visage',
    less_light: 'Moins de lumière sur votre visage',
    look_straight: 'Regardez droit devant vous',
    hold_still: 'Ne bougez plus',
    black: 'L’image est noire',
    frozen: 'L’image est figée',
    sideways: 'L’image est couchée',
  },
  directed: {
    centre: {
      left: 'Déplacez-vous un peu vers la gauche',
      right: 'Déplacez-vous un peu vers la droite',
      up: 'Montez un peu',
      down: 'Descendez un peu',
    },
    look_straight: {
      left: 'Tournez-vous un peu vers la gauche',
      right: 'Tournez-vous un peu vers la droite',
      up: 'Levez un peu le menton',
      down: 'Baissez un peu le menton',
    },
  },
  adviceHints: {
    no_face: 'Votre visage doit être dans le cadre.',
    black: 'Ouvrez le cache ou l’interrupteur de la caméra, ou allumez une lumière.',
    frozen: 'Débranchez et rebranchez la caméra, ou fermez le programme qui l’utilise aussi.',
    sideways: 'Tournez la caméra ou l’appareil d’un quart de tour.',
    several_faces: 'Quelqu’un d’autre est dans l’image.',
    more_light: 'Tournez-vous vers une fenêtre ou une lampe. Rien ne doit couvrir la caméra.',
    less_light: 'Détournez-vous de la lumière vive.',
  },
  turns: {
    straight: 'Regardez bien en face de la caméra',
    left: 'Tournez un peu la tête vers la gauche',
    right: 'Tournez un peu la tête vers la droite',
    up: 'Levez un peu le menton',
    down: 'Baissez un peu le menton',
  },

  failureHints: {
    camera_refused: 'Cliquez sur le symbole de caméra dans la barre d’adresse de cette fenêtre.',
    camera_missing: 'Branchez une caméra, puis réessayez.',
    camera_busy: 'Fermez le programme qui l’utilise, puis réessayez.',
    camera_lost: 'Vérifiez qu’elle est toujours branchée, puis réessayez.',
    camera_black: 'Ouvrez son cache ou son interrupteur, ou choisissez une autre caméra.',
    camera_frozen: 'Débranchez-la et rebranchez-la, ou fermez le programme qui l’utilise aussi.',
    camera_sideways: 'Tournez la caméra ou l’appareil d’un quart de tour, puis réessayez.',
    camera_tiny: 'Choisissez une autre caméra, ou une image plus grande dans ses réglages.',
    backend_lost:
      'Si cela se reproduit, redémarrez le navigateur ou choisissez un autre moyen dans les options de ZAuth.',
    no_backend: 'Mettez le navigateur à jour ou utilisez-en un autre.',
    no_face: 'Placez-vous devant la caméra, le visage éclairé.',
    not_recognised: 'Le site en est informé ; vous pouvez recommencer depuis celui-ci.',
    account_unknown: 'Un visage est enregistré pour ce compte dans un autre navigateur ou sur un autre appareil.',
    series_inconsistent: 'Seul votre visage doit être sur les images.',
    verifier_untrusted: 'Rien de votre visage n’a été ouvert ni transmis. Signalez-le au site.',
    invalid_proof: 'Vérifiez que l’horloge de cet appareil est à l’heure.',
    verifier_not_granted: 'Cliquez sur l’icône ZAuth dans la page du service de vérification pour l’autoriser.',
    interaction_unknown: 'Vous pouvez fermer cette fenêtre.',
  },
  setUpOnceMore: 'Enregistrez-le encore une fois, avec un bon éclairage.',
  unblock: {
    chromium:
      'Dans les paramètres du navigateur, ouvrez « Confidentialité et sécurité », « Paramètres des sites », « Caméra », et retirez ZAuth de la liste de ceux qui ne peuvent pas l’utiliser.',
    firefox:
      'Dans les paramètres de Firefox, ouvrez « Vie privée et sécurité », « Permissions », « Caméra », et supprimez la ligne de cette extension.',
  },

  starting: 'Démarrage de la caméra…',
  ifAsked: 'Si le navigateur le demande, autorisez la caméra pour ZAuth.',
  loading: 'Un instant…',
  cancelling: 'Annulation…',
  looking: 'Regardez la caméra',
  holdStill: 'Ne bougez plus',
  triedAsItIs: 'On essaie tel quel.',
  ifYouCannot: 'Si vous ne pouvez pas, regardez droit devant vous et attendez.',
  staysHere: 'L’image reste sur cet appareil.',
  straightAhead: 'Regardez droit devant vous',
  checking: 'Vérification des images…',
  preview: 'Est-ce bien vous, et bien visible ?',
  previewHint: 'Personne d’autre que vous ne voit ces images. Elles sont effacées quand vous continuez.',
  learning: 'Apprentissage de votre visage…',
  holdOn: 'Patientez un instant.',
  comparing: 'Comparaison chiffrée…',
  comparingHint: 'Le service de vérification compare sans voir votre visage.',
  onceMore: 'Visage pas encore reconnu. Encore une fois…',
  renewal: 'Visage reconnu, mais pas du premier coup',
  renewalHint:
    'Faut-il reprendre votre visage sous cet éclairage ? Cela prend dix secondes et remplace ce qui est enregistré.',
  kept: 'Votre visage reste enregistré comme avant. Vous revenez au site.',
  done: 'Visage reconnu',
  goingBack: 'Vous revenez au site.',
  goingOn: 'La suite se passe dans les options de ZAuth.',

  agree: 'J’accepte',
  tryAgain: 'Réessayer',
  use: 'Utiliser celles-ci',
  takeAgain: 'Reprendre',
  renew: 'Reprendre',
  notNow: 'Pas maintenant',
  cancel: 'Annuler',
  codeInstead: 'Utiliser plutôt un code de récupération',
  close: 'Fermer',
  picture: 'L’image de votre caméra',
  camera: 'Caméra',
  cameraNumber: (number) => `Caméra ${number}`,
  againIn: (label, time) => `${label} dans ${time}`,
  pictureOf: (number, count) => `Image ${number} sur ${count}`,
  virtual: (camera) =>
    `${camera} semble être un programme, pas une caméra. Si vous ne l’avez pas démarré, cliquez sur « Annuler ».`,

  hindrances: {
    unread: 'Lisez jusqu’à la fin pour accepter.',
    elsewhere: 'Cliquez dans cette fenêtre pour accepter.',
    moment: 'Un instant…',
  },

  consent: {
    purpose: 'À quoi cela sert',
    purposeIs: (website, account) =>
      `${website} demandera votre visage comme deuxième étape quand vous vous connecterez en tant que ${account}.`,
    taken: 'Ce qui est pris',
    takenIs:
      'Quelques images de votre visage. De chacune sont tirés 64 nombres qui le décrivent. Vous voyez les images une fois, puis elles sont effacées.',
    leaves: 'Ce qui quitte cet appareil',
    leavesEncrypted: (verifier) =>
      `De votre visage, uniquement des données chiffrées. Ce que ce navigateur apprend de ces nombres est chiffré avec une clé que personne d’autre n’a ; ${verifier} peut ainsi comparer des visages sans jamais voir le vôtre.`,
    leavesOnce: (verifier) =>
      `Les nombres, une fois : ${verifier} les reçoit non chiffrés, apprend d’eux, chiffre le résultat avec la clé de ce navigateur et ne garde que cela. Les images ne partent jamais. Les connexions suivantes n’envoient que des données chiffrées.`,
    leavesBesides:
      'S’y ajoutent : un nom pour cet appareil, à quel point un visage doit ressembler, comment vous bougez la tête et quand vous avez accepté.',
    otherwise: 'Si vous préférez ne pas le faire, maintenant ou plus tard',
    otherwiseIs: (website) =>
      `Cliquez sur « Annuler » et demandez une autre solution à ${website}. Si vous acceptez, ce qui est enregistré est conservé jusqu’à ce que vous le supprimiez dans les options de ZAuth ou le demandiez ; moins longtemps peut-être, s’il ne sert pas.`,
  },

  codesTitle: 'Visage reconnu. Conservez ces codes de récupération',
}
