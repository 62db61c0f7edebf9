import { words as errors } from '../../shared/words/fr.ts'
import type { Words } from './english.ts'

export const fr: Words = {
  signInTo: (website) => `Se connecter à ${website}`,
  website: 'Site',
  account: 'Compte',
  reason: 'Pour',
  cancel: 'Annuler',
  backTo: (website) => `Retour à ${website}`,
  continueTo: (website) => `Continuer vers ${website}`,
  continueWithout: 'Continuer sans enregistrer',
  headings: {
    enrol: 'Enregistrer votre visage',
    verify: 'Se connecter avec votre visage',
    stopped: 'Cette connexion s’est arrêtée',
    recognised: 'Reconnu',
    recovered: 'Votre code de récupération a été accepté',
    expired: 'Cette connexion a expiré',
    over: 'Cette connexion est terminée',
    busy: 'Le service de vérification est occupé',
    nothing: 'Il n’y a rien ici',
    moment: 'Un instant…',
    signIn: 'Se connecter',
  },
  next: {
    verify:
      'La fenêtre de la caméra s’ouvre et compare votre visage sous chiffrement. Aucune image ne quitte cet appareil.',
    device:
      'La fenêtre de la caméra s’ouvre, prend quelques images et en fait un gabarit chiffré. Aucune image ne quitte cet appareil.',
    server:
      'La fenêtre de la caméra s’ouvre et prend quelques images. Des nombres qui en sont calculés vont une fois au service de vérification, pour en faire un gabarit chiffré ; les images restent sur cet appareil.',
    expired: 'Trop de temps a passé. Retournez au site pour recommencer.',
  },
  states: {
    waiting: 'En attente de l’extension ZAuth…',
    enrolled: 'Votre visage est enregistré. Vérification en cours…',
    matching: 'Comparaison sous chiffrement…',
    authenticated: 'Reconnu. Retour au site…',
    recovered: 'Votre code de récupération a été accepté.',
    refused: 'Cette connexion est terminée. Retour au site…',
    expired: 'Cette connexion est terminée.',
    ready: 'L’extension ZAuth est prête. Cherchez sa fenêtre de caméra.',
    noWindow:
      'Vous ne voyez pas de fenêtre de caméra ? Elle a été fermée, ou une autre connexion est en cours. Cliquez sur l’icône de ZAuth dans la barre d’outils du navigateur.',
  },
  goingBackTo: (website) => `Retour à ${website}…`,
  extension: {
    title: 'L’extension ZAuth n’a pas répondu',
    ifThere:
      'Si elle est installée, cliquez sur son icône dans la barre d’outils du navigateur et autorisez-la pour ce site.',
    ifNot: 'Sinon,',
    ask: 'demandez au site où l’obtenir.',
    get: 'installez l’extension',
    thenLoad: ', puis rechargez cette page.',
  },
  noScript: 'Pour vous connecter avec votre visage, cette page a besoin de JavaScript.',
  ifNothing: 'Si rien ne se passe,',
  goOn: 'continuez ici',
  code: {
    instead: 'Utiliser un code de récupération',
    label: 'Code de récupération',
    hint: 'Vous en avez reçu dix en enregistrant votre visage ; chacun sert une fois. Un code que le site vous a donné pour enregistrer cet appareil convient aussi, de même qu’un code court affiché par un autre de vos appareils.',
    use: 'Utiliser ce code',
    wrong:
      'Ce n’est pas un code de ce compte, ou il a déjà servi. Un code a douze lettres et chiffres, celui d’un autre de vos appareils en a huit ; réessayez.',
    tooMany: 'Trop de codes faux pour cette connexion. Retournez au site et recommencez.',
    wait: (seconds) =>
      `Trop de codes faux. Attendez ${seconds} ${seconds <= 1 ? 'seconde' : 'secondes'}, puis réessayez.`,
  },
  ticket: {
    title: (website) => `Enregistrer votre visage pour ${website}`,
    needed: (website) =>
      `Aucun visage n’est encore connu pour ce compte. Pour enregistrer le vôtre, il vous faut un code de ${website}.`,
    label: (website) => `Code de ${website}`,
    hint: 'Il sert une fois, et pour ce compte seulement. Si vous n’en avez pas, demandez au site.',
  },
  recovered: {
    signedIn: (website) => `Connecté à ${website} par un code de récupération`,
    faceAsked: (website) => `${website} demande votre visage`,
    none: 'C’était votre dernier code de récupération. À votre prochaine connexion avec votre visage, vous en recevrez de nouveaux.',
    few: (left) =>
      `Il ne vous reste que ${left} ${left <= 1 ? 'code' : 'codes'} de récupération. Vous pouvez en créer de nouveaux avec votre visage, dans les options de ZAuth.`,
    left: (left) => `Il ne servira pas une seconde fois. Il vous reste ${left} codes de récupération.`,
    noPlace: (website) => `${website} demande votre visage et n’accepte pas de code à sa place.`,
    setUpNow: 'Enregistrez cet appareil maintenant ; votre visage sera alors comparé.',
    useAnother: 'Utilisez un appareil qui le connaît.',
    setUpHint:
      'Si vous n’avez pas d’autre appareil sous la main qui connaît votre visage, enregistrez celui-ci maintenant.',
    full: (website) => `Votre compte a autant d’appareils que ${website} en permet : le plus ancien sera retiré.`,
    setUp: 'Enregistrer mon visage sur cet appareil',
  },
  errorCode: 'Code :',
  unusable: (reason) => `La demande du site ne peut pas être utilisée (${reason}). Retournez-y et recommencez.`,
  refusals: {
    cancelled: 'Vous avez annulé la connexion.',
    not_recognised: 'Le visage n’a pas été reconnu.',
    camera_refused: 'La caméra n’a pas été autorisée.',
    camera_missing: 'Aucune caméra n’a été trouvée.',
    no_face: 'Aucun visage n’a été vu à temps.',
    movements_failed: 'Les mouvements de tête demandés n’ont pas été vus.',
    account_unknown: 'Ce compte n’est pas enregistré dans ce navigateur.',
    too_many_tries: 'Il y a eu trop d’essais.',
    failed: 'La connexion a échoué.',
    expired: 'Cette connexion a expiré.',
    face_required: 'Un code de récupération ne suffit pas ici : le site demande le visage.',
    enrolment_refused:
      'Aucun visage n’est enregistré pour ce compte, et ce site ne permet pas d’en enregistrer un ici.',
  },
  errors,
}
