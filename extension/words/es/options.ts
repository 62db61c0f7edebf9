import type { english } from '../../options/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'Opciones de ZAuth',
  language: {
    title: 'Idioma',
    ofBrowser: 'Idioma del navegador',
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
