import type { english } from '../../popup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  accounts: 'الوجوه المُعدّة في هذا المتصفح',
  waiting: 'في انتظارك',
  empty: 'لم يُعدّ أي وجه بعد.',
  emptyHint:
    'عندما يطلب موقع ويب وجهك، تُفتح صفحة خدمة التحقق الخاصة به. انقر هناك على هذه الأيقونة للسماح لتلك الخدمة، وسيرشدك ZAuth إلى بقية الخطوات.',
  refused: 'بدون هذا الإذن لا يستطيع ZAuth الاتصال بخدمة التحقق.',
  options: 'الخيارات',
  lock: 'قفل',
  renew: 'التقاط وجهي من جديد عند تسجيل الدخول القادم',
  checkedBy: 'يتحقق منه',
  since: (day) => `هذا الجهاز، أُعدّ في ${day}`,
  search: 'بحث',
  notFound: 'لا يوجد حساب بهذا الاسم.',
  automatic: 'فتح الكاميرا تلقائيًا',
  automaticWhere: (verifier) => `عندما تطلب منك صفحة من ${verifier} تسجيل الدخول`,
  runs: (website) => `تسجيل دخولك إلى ${website} جارٍ الآن.`,
  show: 'إظهار نافذة الكاميرا',
  remove: 'الإزالة من هذا الجهاز',
  removeQuestion: (account, website) => `هل تريد إزالة ${account} لدى ${website} من هذا الجهاز؟`,
  removeMeans: (website) =>
    `تُحذف مفاتيحه من هذا المتصفح، ولا تعيدها إلا نسخة احتياطية لديك. لتسجيل الدخول إلى ${website} ستحتاج بعد ذلك إلى جهاز آخر من أجهزتك أو إلى رمز استرداد.`,
  removeLeaves: (verifier) =>
    `ما تحتفظ به ${verifier} عن هذا الجهاز مشفّر، ولا يمكن لأحد فتحه بعد ذلك دون نسخة احتياطية. لحذفه هناك أيضًا استخدم الخيارات بدلًا من ذلك.`,
  removeNow: 'إزالة',
  keep: 'إبقاء',
  removed: 'أُزيل من هذا الجهاز.',
  signIn: (website, account) => `تسجيل الدخول إلى ${website} باسم ${account}`,
  allow: (verifier) => `السماح لـ ZAuth على ${verifier}`,
  waits: (website) => `${website} في انتظارك.`,
  waitsToEnrol: (website) => `${website} في انتظارك لإعداد وجهك وتسجيل الدخول.`,
  wantsToRecognise: (website, account, verifier) =>
    `يريد ${website} التعرّف على ${account} من خلال الوجه. يحتاج ZAuth إلى الاتصال بخدمة التحقق الخاصة به، ${verifier}، دون أي موقع آخر.`,
  unused: 'لم يُستخدم بعد',
  usedToday: (time) => `استُخدم اليوم في ${time}`,
  usedYesterday: 'استُخدم أمس',
  usedOn: (day) => `استُخدم في ${day}`,
}
