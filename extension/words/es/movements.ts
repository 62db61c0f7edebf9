import type { english } from '../../movements/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  movements: {
    left: 'Gire la cabeza hacia su izquierda',
    right: 'Gire la cabeza hacia su derecha',
    up: 'Levante la barbilla',
    down: 'Baje la barbilla',
    nearer: 'Acérquese un poco',
    tilt_left: 'Incline la cabeza hacia el hombro izquierdo',
    tilt_right: 'Incline la cabeza hacia el hombro derecho',
  },
  back: 'Y vuelva al centro',
  done: 'Muy bien. Mire al frente',
  ahead: 'Mire al frente',
  wait: 'Espere el siguiente',
  last: 'Ese era el último.',
  movementOf: (number, count) => `Movimiento ${number} de ${count}`,
  anew: {
    wrong_direction: 'Ese era otro movimiento. Una vez más…',
    too_late: 'Ha tardado un poco. Una vez más…',
    flat: 'Gírese un poco más. Una vez más…',
    not_moving_on: 'Mire al frente antes y después, por favor. Una vez más…',
    interrupted: 'Su rostro dejó de verse. Una vez más…',
    another_face: 'Otro rostro entró en la imagen. Una vez más…',
    frozen: 'La imagen se detuvo o se repitió. Una vez más…',
    slower: 'Ahora con más tiempo…',
  },
  telling: {
    another_face: 'Otro rostro entró en la imagen.',
    frozen: 'La imagen se detuvo o se repitió.',
  },
  goOn: 'Inténtelo de nuevo o use un código de recuperación en la página que abrió esta ventana.',
  slower: 'Más tiempo',
  aloud: 'Leer en voz alta',
  cannotTurn: 'No puedo girar la cabeza',
  gentle:
    'En su lugar se le pedirá que asienta, incline la cabeza o se acerque. Solo se puede cambiar configurándolo de nuevo.',
}
