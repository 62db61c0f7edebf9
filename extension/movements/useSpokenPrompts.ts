import { useEffect } from 'preact/hooks'
import { currentLocale } from '../words/currentLocale.ts'

/** Speaks what is written, whenever it changes, for who asked for it. What is said already gives way to what comes next. */
export function useSpokenPrompts(prompt: string, aloud: boolean): void {
  useEffect(() => {
    if (!aloud) return
    const utterance = new SpeechSynthesisUtterance(prompt)
    utterance.lang = currentLocale().tag
    speechSynthesis.cancel()
    speechSynthesis.speak(utterance)
    return () => speechSynthesis.cancel()
  }, [prompt, aloud])
}
