interface LetterLine {
  text: string;
  align?: 'center' | 'right';
  size?: number;
  bold?: boolean;
  indent?: boolean;
}

const BLANK = '______________________';

const zh = (bureau: string): LetterLine[] => [
  { text: '授权委托书', align: 'center', size: 22, bold: true },
  { text: `${bureau}：` },
  { text: `本单位（名称：${BLANK}，统一社会信用代码：${BLANK}）现授权以下人员代表本单位，在岗桥系统中办理用工需求的发布与更新、`
      + '用工调查的填报、招聘会的报名以及与此有关的事项。', indent: true },
  { text: `被授权人姓名：${BLANK}　　职务：${BLANK}`, indent: true },
  { text: `手机号：${BLANK}`, indent: true },
  { text: '授权期限：自　　　　年　　月　　日起，至　　　　年　　月　　日止；未填写截止日期的，至本单位书面通知变更为止。', indent: true },
  { text: '被授权人在授权范围内所作的填报和承诺，由本单位负责。被授权人变更或者离职的，本单位及时书面告知。', indent: true },
  { text: '' },
  { text: '单位（盖章）：　　　　　　　　　　　　', align: 'right' },
  { text: '法定代表人（签字）：　　　　　　　　　　', align: 'right' },
  { text: '年　　月　　日', align: 'right' },
];

const en = (bureau: string): LetterLine[] => [
  { text: 'Letter of authority', align: 'center', size: 22, bold: true },
  { text: `To: ${bureau}` },
  {
    text: `We (name: ${BLANK}, unified social credit code: ${BLANK}) authorise the person below to act for us in Gangqiao: to post `
      + 'and update needs for workers, to answer surveys, to sign up for job fairs, and in what belongs to these.',
  },
  { text: `Name: ${BLANK}    Position: ${BLANK}` },
  { text: `Mobile number: ${BLANK}` },
  { text: 'From ____ (year) __ (month) __ (day) to ____ (year) __ (month) __ (day); without a last day, until we tell otherwise in writing.' },
  { text: 'We answer for what this person states and promises within this authority, and tell at once in writing when it ends.' },
  { text: '' },
  { text: `Seal of the enterprise: ${BLANK}`, align: 'right' },
  { text: `Signature of the legal representative: ${BLANK}`, align: 'right' },
  { text: 'Date: ____-__-__', align: 'right' },
];

/** The letter with which an enterprise says who acts for it, to be filled in, signed and sealed. */
export const letterOfAuthority = (bureau: string, locale: 'zh' | 'en'): LetterLine[] => (locale === 'zh' ? zh : en)(bureau);
