import type { english } from '../../camera/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  at: 'en',
  as: 'como',
  for: 'para',
  checkedBy: 'verificado por',
  signIn: (website) => `Iniciar sesión en ${website}`,
  confirm: (website) => `Confirme que es usted, para ${website}`,
  setUp: (website) => `Configurar su rostro para ${website}`,

  advices: {
    no_face: 'Mire a la cámara',
    several_faces: 'Un solo rostro',
    closer: 'Acérquese un poco',
    further: 'Aléjese un poco',
    centre: 'Colóquese en el centro',
    more_light: 'Más luz en su rostro',
    less_light: 'Menos luz en su rostro',
    look_straight: 'Mire al frente',
    hold_still: 'No se mueva',
    black: 'La imagen está negra',
    frozen: 'La imagen está detenida',
    sideways: 'La imagen está de lado',
  },
  directed: {
    centre: {
      left: 'Muévase un poco a la izquierda',
      right: 'Muévase un poco a la derecha',
      up: 'Suba un poco',
      down: 'Baje un poco',
    },
    look_straight: {
      left: 'Gírese un poco a la izquierda',
      right: 'Gírese un poco a la derecha',
      up: 'Levante un poco la barbilla',
      down: 'Baje un poco la barbilla',
    },
  },
  adviceHints: {
    no_face: 'Su rostro debe quedar dentro del marco.',
    black: 'Abra la tapa o el interruptor de la cámara, o encienda una luz.',
    frozen: 'Desconecte la cámara y vuelva a conectarla, o cierre el programa que también la usa.',
    sideways: 'Gire la cámara o el dispositivo un cuarto de vuelta.',
    several_faces: 'Hay otra persona en la imagen.',
    more_light: 'Gírese hacia una ventana o una lámpara. Nada debe tapar la cámara.',
    less_light: 'Apártese de la luz intensa.',
  },
  turns: {
    straight: 'Mire de frente a la cámara',
    left: 'Gire un poco la cabeza a la izquierda',
    right: 'Gire un poco la cabeza a la derecha',
    up: 'Levante un poco la barbilla',
    down: 'Baje un poco la barbilla',
  },

  failureHints: {
    camera_refused: 'Haga clic en el símbolo de la cámara en la barra de direcciones de esta ventana.',
    camera_missing: 'Conecte una cámara e inténtelo de nuevo.',
    camera_busy: 'Cierre el programa que la usa e inténtelo de nuevo.',
    camera_lost: 'Compruebe que sigue conectada e inténtelo de nuevo.',
    camera_black: 'Abra su tapa o su interruptor, o elija otra cámara.',
    camera_frozen: 'Desconéctela y vuelva a conectarla, o cierre el programa que también la usa.',
    camera_sideways: 'Gire la cámara o el dispositivo un cuarto de vuelta. Después, inténtelo de nuevo.',
    camera_tiny: 'Elija otra cámara, o una imagen mayor en sus ajustes.',
    backend_lost: 'Si vuelve a ocurrir, reinicie el navegador o elija otra vía en las opciones de ZAuth.',
    no_backend: 'Actualice el navegador o use otro.',
    no_face: 'Siéntese ante la cámara, con luz en el rostro.',
    not_recognised: 'El sitio web está informado; puede volver a empezar desde allí.',
    account_unknown: 'Hay un rostro configurado para esta cuenta en otro navegador o en otro dispositivo.',
    series_inconsistent: 'Solo usted debe aparecer en las imágenes.',
    verifier_untrusted: 'No se abrió ni se envió nada de su rostro. Avise al sitio web.',
    invalid_proof: 'Compruebe que el reloj de este dispositivo está en hora.',
    verifier_not_granted: 'Haga clic en el icono de ZAuth en la página del servicio de verificación para permitirlo.',
    interaction_unknown: 'Puede cerrar esta ventana.',
  },
  setUpOnceMore: 'Configúrelo una vez más, con buena luz.',
  unblock: {
    chromium:
      'En la configuración del navegador, abra «Privacidad y seguridad», «Configuración de sitios», «Cámara», y quite ZAuth de la lista de los que no pueden usarla.',
    firefox:
      'En los ajustes de Firefox, abra «Privacidad y seguridad», «Permisos», «Cámara», y elimine la línea de esta extensión.',
  },

  starting: 'Iniciando la cámara…',
  ifAsked: 'Si el navegador lo pregunta, permita la cámara para ZAuth.',
  loading: 'Un momento…',
  cancelling: 'Cancelando…',
  looking: 'Mire a la cámara',
  holdStill: 'No se mueva',
  triedAsItIs: 'Se intenta tal como está.',
  ifYouCannot: 'Si no puede, mire al frente y espere.',
  staysHere: 'La imagen se queda en este dispositivo.',
  straightAhead: 'Mire al frente',
  checking: 'Comprobando las imágenes…',
  preview: '¿Es usted, y se ve bien?',
  previewHint: 'Solo usted ve estas imágenes. Se borran cuando continúa.',
  learning: 'Aprendiendo su rostro…',
  holdOn: 'Espere un momento.',
  comparing: 'Comparando con cifrado…',
  comparingHint: 'El servicio de verificación compara sin ver su rostro.',
  onceMore: 'Rostro aún no reconocido. Una vez más…',
  renewal: 'Rostro reconocido, aunque no a la primera',
  renewalHint: '¿Quiere volver a tomar su rostro con esta luz? Tarda diez segundos y sustituye lo que está guardado.',
  kept: 'Su rostro sigue guardado como estaba. Volverá al sitio web.',
  done: 'Rostro reconocido',
  goingBack: 'Volverá al sitio web.',
  goingOn: 'Continúa en las opciones de ZAuth.',

  agree: 'Acepto',
  tryAgain: 'Intentar de nuevo',
  use: 'Usar estas',
  takeAgain: 'Repetir',
  renew: 'Volver a tomarlo',
  notNow: 'Ahora no',
  cancel: 'Cancelar',
  codeInstead: 'Usar un código de recuperación en su lugar',
  close: 'Cerrar',
  picture: 'La imagen de su cámara',
  camera: 'Cámara',
  cameraNumber: (number) => `Cámara ${number}`,
  againIn: (label, time) => `${label} en ${time}`,
  pictureOf: (number, count) => `Imagen ${number} de ${count}`,
  virtual: (camera) =>
    `${camera} parece ser un programa, no una cámara. Si usted no lo ha iniciado, haga clic en «Cancelar».`,

  hindrances: {
    unread: 'Lea hasta el final para aceptar.',
    elsewhere: 'Haga clic en esta ventana para aceptar.',
    moment: 'Un momento…',
  },

  consent: {
    purpose: 'Para qué sirve',
    purposeIs: (website, account) =>
      `${website} le pedirá el rostro como segundo paso cuando inicie sesión como ${account}.`,
    taken: 'Qué se toma',
    takenIs:
      'Unas imágenes de su rostro. Cada una se convierte en 64 números que lo describen. Usted ve las imágenes una vez y después se borran.',
    leaves: 'Qué sale de este dispositivo',
    leavesEncrypted: (verifier) =>
      `De su rostro, solo datos cifrados. Lo que este navegador aprende de los números se cifra con una clave que solo usted tiene; así ${verifier} puede comparar rostros sin ver nunca el suyo.`,
    leavesOnce: (verifier) =>
      `Los números, una vez: ${verifier} los recibe sin cifrar, aprende de ellos, cifra el resultado con la clave de este navegador y guarda solo eso. Las imágenes nunca salen. Los inicios de sesión posteriores envían solo datos cifrados.`,
    leavesBesides:
      'Además: un nombre para este dispositivo, cuánto debe parecerse un rostro, cómo mueve la cabeza y cuándo dio su consentimiento.',
    otherwise: 'Si prefiere no hacerlo, ahora o más adelante',
    otherwiseIs: (website) =>
      `Haga clic en «Cancelar» y pida otra forma a ${website}. Si acepta, lo guardado se conserva hasta que usted lo elimine en las opciones de ZAuth o lo pida; quizá menos, si no se usa en mucho tiempo.`,
  },

  codesTitle: 'Rostro reconocido. Guarde estos códigos de recuperación',
}
