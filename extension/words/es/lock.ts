import type { english } from '../../lock/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('es')

export const words: Words<typeof english> = {
  title: 'Bloqueo',
  intro:
    'Una frase de contraseña mantiene cerradas las claves de este navegador: quien copie el disco de este ordenador no podrá usarlas.',
  none: 'No hay frase de contraseña. Quien use este navegador puede usar sus claves, aunque no sin su rostro.',
  unlocked: 'Hay una frase de contraseña, y las claves están abiertas hasta que se bloqueen.',
  locked: 'Las claves están bloqueadas.',
  lockNow: 'Bloquear ahora',
  set: 'Establecer una frase de contraseña',
  change: 'Cambiar la frase de contraseña',
  remove: 'Quitar la frase de contraseña',
  passphrase: 'Frase de contraseña',
  newPassphrase: 'Nueva frase de contraseña',
  oldPassphrase: 'Frase de contraseña actual',
  again: 'La misma otra vez',
  advice: (least) => `Al menos ${least} caracteres. Cuatro palabras que nadie diga juntas son una buena elección.`,
  unequal: 'Las dos no son iguales.',
  short: (least) => `Debe tener al menos ${least} caracteres.`,
  noRescue: 'Nadie puede decirle la frase de contraseña si la olvida. Guarde sus códigos de recuperación.',
  isSet: 'La frase de contraseña está establecida.',
  isRemoved: 'La frase de contraseña se ha quitado.',
  isLockedNow: 'Bloqueado.',
  cancel: 'Cancelar',
  save: 'Guardar',
  after: 'Bloquear automáticamente',
  minutes: (count) =>
    plural(count, {
      one: `tras ${numberOf(count)} minuto sin iniciar sesión`,
      other: `tras ${numberOf(count)} minutos sin iniciar sesión`,
    }),
  hours: { one: 'tras una hora sin iniciar sesión', four: 'tras cuatro horas sin iniciar sesión' },
  never: 'al cerrar el navegador',
  onSleep: 'También cuando este ordenador haya estado suspendido',
  afterHint: 'La frase de contraseña se pide siempre al iniciar el navegador.',
  unlockTitle: 'ZAuth está bloqueado',
  unlockHint: 'Su frase de contraseña abre las claves de este navegador.',
  unlock: 'Desbloquear',
  unlocking: 'Desbloqueando…',
  wrong: 'Esta no es la frase de contraseña. Inténtelo de nuevo.',
  wait: (count) =>
    plural(count, {
      one: `Demasiados errores. Inténtelo de nuevo en ${numberOf(count)} segundo.`,
      other: `Demasiados errores. Inténtelo de nuevo en ${numberOf(count)} segundos.`,
    }),
  failed: 'No se ha podido desbloquear. Inténtelo de nuevo.',
  forgotten: 'La he olvidado',
  forgottenHint:
    'Sin ella nadie puede abrir estas claves. Para iniciar sesión, use un código de recuperación en la página del servicio de verificación u otro de sus dispositivos. Para volver a usar este navegador, empiece de nuevo: sus cuentas y claves se quitan de aquí y usted configura su rostro otra vez. Una copia de seguridad, si la tiene, las recupera.',
  startOver: 'Quitar las cuentas de este navegador y empezar de nuevo',
  startOverNow: 'Quitarlas',
}
