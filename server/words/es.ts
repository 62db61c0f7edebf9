import { words as errors } from '../../shared/words/es.ts'
import type { Words } from './english.ts'

export const es: Words = {
  signInTo: (website) => `Iniciar sesión en ${website}`,
  website: 'Sitio web',
  account: 'Cuenta',
  reason: 'Para',
  cancel: 'Cancelar',
  backTo: (website) => `Volver a ${website}`,
  continueTo: (website) => `Continuar a ${website}`,
  continueWithout: 'Continuar sin configurar',
  headings: {
    enrol: 'Configurar su rostro',
    verify: 'Iniciar sesión con su rostro',
    stopped: 'Este inicio de sesión se detuvo',
    recognised: 'Reconocido',
    recovered: 'Su código de recuperación fue aceptado',
    expired: 'Este inicio de sesión ha caducado',
    over: 'Este inicio de sesión ha terminado',
    busy: 'El servicio de verificación está ocupado',
    nothing: 'Aquí no hay nada',
    moment: 'Un momento…',
    signIn: 'Iniciar sesión',
  },
  next: {
    verify:
      'Se abre la ventana de la cámara y compara su rostro de forma cifrada. Ninguna imagen sale de este dispositivo.',
    device:
      'Se abre la ventana de la cámara, toma unas imágenes y hace de ellas una plantilla cifrada. Ninguna imagen sale de este dispositivo.',
    server:
      'Se abre la ventana de la cámara y toma unas imágenes. Unos números calculados a partir de ellas van una vez al servicio de verificación, para hacer una plantilla cifrada; las imágenes se quedan en este dispositivo.',
    expired: 'Ha pasado demasiado tiempo. Vuelva al sitio web para empezar de nuevo.',
  },
  states: {
    waiting: 'Esperando a la extensión ZAuth…',
    enrolled: 'Su rostro está configurado. Comprobando que funciona…',
    matching: 'Comparando de forma cifrada…',
    authenticated: 'Reconocido. Volviendo al sitio web…',
    recovered: 'Su código de recuperación fue aceptado.',
    refused: 'Este inicio de sesión ha terminado. Volviendo al sitio web…',
    expired: 'Este inicio de sesión ha terminado.',
    ready: 'La extensión ZAuth está lista. Busque su ventana de la cámara.',
    noWindow:
      '¿No ve ninguna ventana de la cámara? Se cerró, o hay otro inicio de sesión en curso. Haga clic en el icono de ZAuth en la barra de herramientas del navegador.',
  },
  goingBackTo: (website) => `Volviendo a ${website}…`,
  extension: {
    title: 'La extensión ZAuth no ha respondido',
    ifThere:
      'Si está instalada, haga clic en su icono en la barra de herramientas del navegador y permítala en este sitio.',
    ifNot: 'Si no lo está,',
    ask: 'pregunte al sitio web dónde conseguirla.',
    get: 'consiga la extensión',
    thenLoad: ' y vuelva a cargar esta página.',
  },
  noScript: 'Para iniciar sesión con su rostro, esta página necesita JavaScript.',
  ifNothing: 'Si no pasa nada,',
  goOn: 'siga aquí',
  code: {
    instead: 'Usar un código de recuperación',
    label: 'Código de recuperación',
    hint: 'Recibió diez al configurar su rostro; cada uno sirve una vez. Aquí también sirve un código que el sitio web le haya dado para configurar este dispositivo, y uno corto que muestre otro dispositivo suyo.',
    use: 'Usar este código',
    wrong:
      'No es un código de esta cuenta, o ya se usó. Un código tiene doce letras y cifras, y el de otro dispositivo suyo tiene ocho; inténtelo de nuevo.',
    tooMany: 'Hubo demasiados códigos erróneos en este inicio de sesión. Vuelva al sitio web y empiece de nuevo.',
    wait: (seconds) =>
      `Hubo demasiados códigos erróneos. Espere ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'} e inténtelo de nuevo.`,
  },
  ticket: {
    title: (website) => `Configurar su rostro para ${website}`,
    needed: (website) =>
      `Aún no se conoce ningún rostro para esta cuenta. Para configurar el suyo, necesita un código de ${website}.`,
    label: (website) => `Código de ${website}`,
    hint: 'Sirve una vez, y solo para esta cuenta. Si no tiene ninguno, pregunte al sitio web.',
  },
  recovered: {
    signedIn: (website) => `Sesión iniciada en ${website} con un código de recuperación`,
    faceAsked: (website) => `${website} pide su rostro`,
    none: 'Este era su último código de recuperación. Cuando vuelva a iniciar sesión con su rostro, recibirá códigos nuevos.',
    few: (left) =>
      `Solo le ${left === 1 ? 'queda' : 'quedan'} ${left} ${left === 1 ? 'código' : 'códigos'} de recuperación. Puede crear códigos nuevos con su rostro en las opciones de ZAuth.`,
    left: (left) => `No servirá una segunda vez. Le quedan ${left} códigos de recuperación.`,
    noPlace: (website) => `${website} pide su rostro y no acepta un código en su lugar.`,
    setUpNow: 'Configure ahora este dispositivo; entonces se comparará su rostro.',
    useAnother: 'Use un dispositivo que lo conozca.',
    setUpHint: 'Si no tiene a mano otro dispositivo que conozca su rostro, configure este ahora.',
    full: (website) => `Su cuenta tiene tantos dispositivos como permite ${website}: se eliminará el más antiguo.`,
    setUp: 'Configurar mi rostro en este dispositivo',
  },
  errorCode: 'Código:',
  unusable: (reason) => `No se puede usar la solicitud del sitio web (${reason}). Vuelva a él y empiece de nuevo.`,
  refusals: {
    cancelled: 'Usted canceló el inicio de sesión.',
    not_recognised: 'No se reconoció el rostro.',
    camera_refused: 'No se permitió la cámara.',
    camera_missing: 'No se encontró ninguna cámara.',
    no_face: 'No se vio ningún rostro a tiempo.',
    movements_failed: 'No se vieron los movimientos de cabeza pedidos.',
    account_unknown: 'Esta cuenta no está configurada en este navegador.',
    too_many_tries: 'Hubo demasiados intentos.',
    failed: 'El inicio de sesión falló.',
    expired: 'Este inicio de sesión ha caducado.',
    face_required: 'Aquí no basta un código de recuperación: el sitio web pide el rostro.',
    enrolment_refused:
      'No hay ningún rostro configurado para esta cuenta, y este sitio web no permite configurarlo aquí.',
  },
  errors,
}
