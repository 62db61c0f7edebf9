import type { english } from '../../options/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('es')

export const words: Words<typeof english> = {
  title: 'Opciones de ZAuth',
  language: {
    title: 'Idioma',
    ofBrowser: 'Idioma del navegador',
  },
  cancel: 'Cancelar',
  close: 'Cerrar',
  save: 'Guardar',
  sections: 'Secciones de esta página',

  accounts: {
    title: 'Dispositivos y cuentas',
    intro:
      'Dónde está configurado su rostro en este navegador, y todos los demás dispositivos que abren la misma cuenta.',
    none: 'Todavía no hay ningún rostro configurado',
    noneHint: 'Cuando un sitio web pida su rostro, ZAuth le guiará. Después la cuenta aparecerá aquí.',
    at: 'en',
    devices: 'Dispositivos',
    loading: 'Preguntando al servicio de verificación…',
    allow: 'Permitir este servicio de verificación',
    again: 'Preguntar de nuevo',
  },
  device: {
    own: 'este dispositivo',
    unnamed: 'Dispositivo sin nombre',
    since: (day) => `Configurado el ${day}`,
    usedOn: (day) => `usado por última vez el ${day}`,
    unused: 'aún sin usar',
    rename: 'Cambiar nombre',
    renameTitle: 'Dar nombre a este dispositivo',
    name: 'Nombre',
    renamed: 'El dispositivo tiene su nuevo nombre.',
    revoke: 'Revocar',
    revokeTitle: '¿Revocar este dispositivo?',
    revokeHint: (device, website) =>
      `${device} ya no abrirá ${website}, de inmediato y para siempre. Sus claves y su plantilla cifrada se eliminan en el servicio de verificación.`,
    codesHint: 'Si otra persona ha podido ver sus códigos de recuperación, cree después unos nuevos.',
    revoked: 'El dispositivo ha sido revocado.',
    remove: 'Quitar',
    removeTitle: '¿Quitar este dispositivo?',
    removeHint: (website) =>
      `Este navegador ya no abrirá ${website}. Sus otros dispositivos, sí. Para volver necesitará uno de ellos o un código de recuperación.`,
    revokedHere: 'Este dispositivo fue revocado, o la cuenta fue eliminada. Ya no abre nada.',
    notListed: 'Este dispositivo no está entre ellos.',
  },
  forget: {
    forget: 'Olvidar aquí',
    title: '¿Olvidar esta cuenta en este navegador?',
    hint: 'Las claves se eliminan de este navegador; el servicio de verificación no se entera. Para volver necesitará otro dispositivo o un código de recuperación.',
    revoked: 'Lo que queda de ella se elimina de este navegador.',
  },
  addition: {
    add: 'Añadir un dispositivo',
    title: 'Añadir un dispositivo',
    hint: 'Recibirá un código corto para escribirlo en el otro dispositivo. Añada solo dispositivos suyos.',
    full: (device) => `Esta cuenta tiene todos los dispositivos que puede tener. ${device} dejará sitio al nuevo.`,
    codeTitle: 'Escriba este código en el otro dispositivo',
    install: 'Instale allí ZAuth en el navegador.',
    signIn: (website, account) => `Inicie sesión en ${website} como ${account}, con su contraseña.`,
    type: (verifier) =>
      `Cuando ${verifier} pida su rostro, elija «Usar un código de recuperación» y escriba allí este código. Después configure su rostro.`,
    until: (time) => `Sirve una vez, hasta las ${time}. No se lo enseñe a nadie.`,
  },
  codes: {
    make: 'Nuevos códigos de recuperación',
    title: '¿Crear nuevos códigos de recuperación?',
    hint: 'Recibirá diez códigos, que se muestran una vez. Los que tiene ahora dejarán de valer.',
    newTitle: 'Sus nuevos códigos de recuperación',
    left: (count) =>
      plural(count, {
        one: `Queda ${numberOf(count)} código de recuperación.`,
        other: `Quedan ${numberOf(count)} códigos de recuperación.`,
      }),
  },
  deletion: {
    delete: 'Eliminar la cuenta',
    title: '¿Eliminar esta cuenta?',
    hint: (website) =>
      `Se elimina lo que el servicio de verificación tiene de usted para ${website}: todos los dispositivos, claves, plantillas cifradas y códigos de recuperación. Recibirá una declaración firmada. Las líneas de su registro de auditoría, sin su nombre, y sus copias de seguridad permanecen hasta que vence su plazo.`,
    after: (website) =>
      `Su cuenta de usuario en ${website} permanece. Si ${website} deja que cada cual configure su rostro, quien tenga su contraseña podrá entonces configurar otro.`,
    doneTitle: 'La cuenta ha sido eliminada',
    stated: (verifier, day, time) =>
      `${verifier} ha declarado el ${day} a las ${time}, con la firma de la clave por la que este navegador lo conoce, que se ha eliminado esto:`,
    account: 'Cuenta',
    accountAt: (account, website) => `${account} en ${website}`,
    devices: 'Dispositivos',
    devicesGone: (count) =>
      plural(count, {
        one: `${numberOf(count)}, con su clave y su plantilla cifrada`,
        other: `${numberOf(count)}, con sus claves y plantillas cifradas`,
      }),
    codes: 'Códigos de recuperación',
    keep: 'Guarde la declaración si quiere poder demostrarlo. No se volverá a mostrar.',
    save: 'Guardar la declaración',
    saved: 'Guardada entre sus descargas.',
  },
  check: {
    show: 'Mostrar mi rostro',
    hint: 'Primero se abre la ventana de la cámara: quien solo tiene este navegador no puede cambiar nada.',
    open: 'Mire a la ventana de la cámara para confirmar.',
    notShown: 'Su rostro no fue confirmado, así que no se ha cambiado nada.',
  },
  signingIn: {
    title: 'Inicio de sesión',
    intro: 'Qué ocurre cuando un sitio web pide su rostro.',
    granted: 'Abrir la ventana de la cámara automáticamente',
    ask: 'Preguntar siempre antes',
    hints: {
      granted: 'Solo para servicios de verificación que usted ha permitido, y solo para la página que está mirando.',
      ask: 'El inicio de sesión espera tras el icono de ZAuth hasta que usted haga clic en él.',
    },
  },
  camera: {
    title: 'Cámara',
    intro: 'Su imagen se queda en este dispositivo, aquí como en un inicio de sesión.',
    which: 'Cámara para iniciar sesión',
    first: 'La primera del navegador',
    number: (number) => `Cámara ${number}`,
    test: 'Probar la cámara',
    stop: 'Terminar la prueba',
    picture: 'La imagen de su cámara',
    opening: 'Iniciando la cámara…',
    facts: (name, width, height, pace) => `${name}: ${width} × ${height}, ${pace} imágenes por segundo`,
  },
  appearance: {
    title: 'Idioma y apariencia',
    theme: 'Apariencia',
    themes: { system: 'Como el sistema', light: 'Clara', dark: 'Oscura' },
  },
  diagnostics: {
    title: 'Diagnóstico',
    intro:
      'Un informe para quien le ayude: versiones, tiempos y códigos de error. No nombra ninguna cuenta, sitio web ni cámara, y no contiene claves ni imágenes. Nadie lo recibe si usted no lo envía.',
    make: 'Crear un informe',
    report: 'Informe',
    copy: 'Copiar',
    save: 'Guardar en un archivo',
    copied: 'Copiado.',
    notCopied: 'El navegador no permitió copiarlo. Guárdelo en su lugar.',
  },
  about: {
    title: 'Acerca de ZAuth',
    version: 'Versión',
    protocol: 'Protocolo',
    licence: 'Licencia',
    madeOf: 'Hecho con',
  },

  backends: 'Cómo se reconoce su rostro',
  what: 'Las redes neuronales funcionan en este dispositivo, por la vía más rápida que calcula bien. Cada vía debe dar primero un resultado conocido antes de usarse.',
  table: 'Resultado de la prueba de cada vía',
  backend: 'Vía',
  outcome: 'Resultado',
  time: 'Tiempo por imagen',
  used: 'en uso',
  none: 'Aún no se ha medido nada. Se hace en el primer inicio de sesión, o ahora.',
  measure: 'Medir de nuevo',
  measuring: 'Midiendo…',
  measured: 'Medido.',
  failed: 'Ninguna funciona en este navegador. Actualícelo o use otro.',
  choice: 'Usar',
  fastest: 'la más rápida que calcula bien (recomendado)',
  chosen: 'Guardado. Se aplica desde el próximo inicio de sesión.',
  note: 'Se usa la que usted elija si da el resultado conocido, por lenta que sea; si no, la más rápida.',
  names: {
    webgpu: 'WebGPU (procesador gráfico)',
    webgl: 'WebGL (procesador gráfico)',
    wasm: 'WebAssembly (procesador)',
  },
  outcomes: {
    right: 'Calcula bien',
    wrong: 'Calcula mal, por eso no se usa',
    failed: 'Deja de funcionar, por eso no se usa',
    absent: 'No está en este dispositivo, o solo imitada',
  },
}
