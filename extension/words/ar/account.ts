import type { english } from '../../account/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  hint: 'يُدخلك كل رمز مرة واحدة بدون وجهك أو هذا الجهاز. لن تُعرض مرة أخرى.',
  list: 'رموز الاسترداد',
  copy: 'نسخ',
  print: 'طباعة',
  save: 'حفظ في ملف',
  kept: 'احتفظت بها',
  copied: 'تم النسخ.',
  notCopied: 'لم يسمح المتصفح بنسخها. احفظها أو اطبعها.',
  saved: 'حُفظت مع تنزيلاتك.',
  whose: (account, website, verifier) => `لـ ${account} لدى ${website}، وتُدخَل في ${verifier}.`,
  heading: (account, website) => `رموز الاسترداد الخاصة بـ ${account} لـ ${website}`,
  use: (verifier) => `أدخل واحدًا في ${verifier} عندما لا يكون وجهك أو هذا الجهاز متاحًا. يعمل كل رمز مرة واحدة.`,
  made: (day) => `أُنشئت في ${day}.`,
}
