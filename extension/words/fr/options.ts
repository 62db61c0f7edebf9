import type { english } from '../../options/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'Options de ZAuth',
  language: {
    title: 'Langue',
    ofBrowser: 'Langue du navigateur',
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
