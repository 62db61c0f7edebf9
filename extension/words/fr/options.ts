import type { english } from '../../options/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('fr')

export const words: Words<typeof english> = {
  title: 'Options de ZAuth',
  language: {
    title: 'Langue',
    ofBrowser: 'Langue du navigateur',
  },
  cancel: 'Annuler',
  close: 'Fermer',
  save: 'Enregistrer',
  sections: 'Sections de cette page',

  accounts: {
    title: 'Appareils et comptes',
    intro:
      'Où votre visage est enregistré dans ce navigateur, et tous les autres appareils qui ouvrent le même compte.',
    none: 'Aucun visage n’est encore enregistré',
    noneHint: 'Quand un site demandera votre visage, ZAuth vous guidera. Le compte figurera ensuite ici.',
    at: 'sur',
    devices: 'Appareils',
    loading: 'Le service de vérification est interrogé…',
    allow: 'Autoriser ce service de vérification',
    again: 'Demander à nouveau',
  },
  device: {
    own: 'cet appareil',
    unnamed: 'Appareil sans nom',
    since: (day) => `Enregistré le ${day}`,
    usedOn: (day) => `utilisé pour la dernière fois le ${day}`,
    unused: 'pas encore utilisé',
    rename: 'Renommer',
    renameTitle: 'Nommer cet appareil',
    name: 'Nom',
    renamed: 'L’appareil a son nouveau nom.',
    revoke: 'Révoquer',
    revokeTitle: 'Révoquer cet appareil ?',
    revokeHint: (device, website) =>
      `${device} n’ouvrira plus ${website}, immédiatement et pour toujours. Ses clés et son gabarit chiffré sont supprimés auprès du service de vérification.`,
    codesHint: 'Si quelqu’un d’autre a pu voir vos codes de récupération, créez-en ensuite de nouveaux.',
    revoked: 'L’appareil a été révoqué.',
    remove: 'Retirer',
    removeTitle: 'Retirer cet appareil ?',
    removeHint: (website) =>
      `Ce navigateur n’ouvrira plus ${website}. Vos autres appareils, si. Pour revenir, il vous faudra l’un d’eux ou un code de récupération.`,
    revokedHere: 'Cet appareil a été révoqué, ou le compte a été supprimé. Il n’ouvre plus rien.',
    notListed: 'Cet appareil n’en fait pas partie.',
  },
  forget: {
    forget: 'Oublier ici',
    title: 'Oublier ce compte dans ce navigateur ?',
    hint: 'Les clés sont supprimées de ce navigateur ; le service de vérification n’en est pas informé. Pour revenir, il vous faudra un autre appareil ou un code de récupération.',
    revoked: 'Ce qu’il en reste est supprimé de ce navigateur.',
  },
  addition: {
    add: 'Ajouter un appareil',
    title: 'Ajouter un appareil',
    hint: 'Vous recevez un code court à saisir sur l’autre appareil. N’ajoutez que vos propres appareils.',
    full: (device) => `Ce compte a déjà le nombre maximal d’appareils. ${device} fera place au nouveau.`,
    codeTitle: 'Saisissez ce code sur l’autre appareil',
    install: 'Installez ZAuth dans le navigateur de cet appareil.',
    signIn: (website, account) => `Connectez-vous à ${website} en tant que ${account}, avec votre mot de passe.`,
    type: (verifier) =>
      `Quand ${verifier} demande votre visage, choisissez « Utiliser un code de récupération » et saisissez ce code. Enregistrez ensuite votre visage.`,
    until: (time) => `Il sert une seule fois, jusqu’à ${time}. Ne le montrez à personne.`,
  },
  codes: {
    make: 'Nouveaux codes de récupération',
    title: 'Créer de nouveaux codes de récupération ?',
    hint: 'Vous recevez dix codes, affichés une seule fois. Ceux que vous avez ne seront plus valables.',
    newTitle: 'Vos nouveaux codes de récupération',
    left: (count) =>
      plural(count, {
        one: `Il reste ${numberOf(count)} code de récupération.`,
        other: `Il reste ${numberOf(count)} codes de récupération.`,
      }),
  },
  deletion: {
    delete: 'Supprimer le compte',
    title: 'Supprimer ce compte ?',
    hint: (website) =>
      `Ce que le service de vérification a de vous pour ${website} est supprimé : tous les appareils, clés, gabarits chiffrés et codes de récupération. Vous en recevez une déclaration signée. Les lignes de son journal d’audit, sans votre nom, et ses sauvegardes demeurent jusqu’à la fin de leur délai.`,
    after: (website) =>
      `Votre compte d’utilisateur sur ${website} demeure. Si ${website} laisse chacun enregistrer son visage, quiconque a votre mot de passe pourra alors en enregistrer un autre.`,
    doneTitle: 'Le compte a été supprimé',
    stated: (verifier, day, time) =>
      `${verifier} a déclaré le ${day} à ${time}, signé avec la clé par laquelle ce navigateur le connaît, que ceci a été supprimé :`,
    account: 'Compte',
    accountAt: (account, website) => `${account} sur ${website}`,
    devices: 'Appareils',
    devicesGone: (count) =>
      plural(count, {
        one: `${numberOf(count)}, avec sa clé et son gabarit chiffré`,
        other: `${numberOf(count)}, avec leurs clés et gabarits chiffrés`,
      }),
    codes: 'Codes de récupération',
    keep: 'Enregistrez la déclaration si vous voulez pouvoir le prouver. Elle ne sera plus affichée.',
    save: 'Enregistrer la déclaration',
    saved: 'Enregistrée parmi vos téléchargements.',
  },
  check: {
    show: 'Montrer mon visage',
    hint: 'La fenêtre de la caméra s’ouvre d’abord : avec ce seul navigateur, personne ne peut rien changer.',
    open: 'Regardez dans la fenêtre de la caméra pour confirmer.',
    notShown: 'Votre visage n’a pas été confirmé, rien n’a donc été changé.',
  },
  signingIn: {
    title: 'Connexion',
    intro: 'Ce qui se passe quand un site demande votre visage.',
    granted: 'Ouvrir la fenêtre de la caméra automatiquement',
    ask: 'Toujours demander d’abord',
    hints: {
      granted:
        'Seulement pour les services de vérification que vous avez autorisés, et pour la page que vous regardez.',
      ask: 'La connexion attend derrière l’icône de ZAuth jusqu’à ce que vous cliquiez dessus.',
    },
  },
  camera: {
    title: 'Caméra',
    intro: 'Son image reste sur cet appareil, ici comme lors d’une connexion.',
    which: 'Caméra pour la connexion',
    first: 'La première du navigateur',
    number: (number) => `Caméra ${number}`,
    test: 'Tester la caméra',
    stop: 'Terminer le test',
    picture: 'L’image de votre caméra',
    opening: 'Démarrage de la caméra…',
    facts: (name, width, height, pace) => `${name} : ${width} × ${height}, ${pace} images par seconde`,
  },
  appearance: {
    title: 'Langue et apparence',
    theme: 'Apparence',
    themes: { system: 'Comme le système', light: 'Claire', dark: 'Sombre' },
  },
  diagnostics: {
    title: 'Diagnostic',
    intro:
      'Un rapport pour qui vous aide : versions, durées et codes d’erreur. Il ne nomme ni compte, ni site, ni caméra, et ne contient ni clé ni image. Personne ne le reçoit si vous ne l’envoyez pas.',
    make: 'Créer un rapport',
    report: 'Rapport',
    copy: 'Copier',
    save: 'Enregistrer dans un fichier',
    copied: 'Copié.',
    notCopied: 'Le navigateur n’a pas permis la copie. Enregistrez-le plutôt.',
  },
  about: {
    title: 'À propos de ZAuth',
    version: 'Version',
    protocol: 'Protocole',
    licence: 'Licence',
    madeOf: 'Fait avec',
  },

  backends: 'Comment votre visage est reconnu',
  what: 'Les réseaux de neurones fonctionnent sur cet appareil, par le moyen le plus rapide qui calcule juste. Chaque moyen doit d’abord donner un résultat connu avant d’être utilisé.',
  table: 'Résultat de l’essai de chaque moyen',
  backend: 'Moyen',
  outcome: 'Résultat',
  time: 'Durée par image',
  used: 'utilisé',
  none: 'Rien n’a encore été mesuré. Cela se fait à la première connexion, ou maintenant.',
  measure: 'Mesurer à nouveau',
  measuring: 'Mesure en cours…',
  measured: 'Mesuré.',
  failed: 'Aucun ne fonctionne dans ce navigateur. Mettez-le à jour ou utilisez-en un autre.',
  choice: 'Utiliser',
  fastest: 'le plus rapide qui calcule juste (recommandé)',
  chosen: 'Enregistré. Valable dès la prochaine connexion.',
  note: 'Votre choix est utilisé s’il donne le résultat connu, même s’il est lent ; sinon, le plus rapide.',
  names: {
    webgpu: 'WebGPU (processeur graphique)',
    webgl: 'WebGL (processeur graphique)',
    wasm: 'WebAssembly (processeur)',
  },
  outcomes: {
    right: 'Calcule juste',
    wrong: 'Calcule faux, donc non utilisé',
    failed: 'Tombe en panne, donc non utilisé',
    absent: 'Absent de cet appareil, ou seulement imité',
  },
}
