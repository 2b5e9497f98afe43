import { localeOf } from './locale.js';

const asks = (language: string | undefined, cookie?: string): 'zh' | 'en' =>
  localeOf({
    headers: { ...(language === undefined ? {} : { 'accept-language': language }), ...(cookie === undefined ? {} : { cookie }) },
  });

describe('the language of an answer', () => {
  it('is the one that a page or program names', () => {
    expect(asks('en', 'gangqiao.language=zh')).toBe('en');
    expect(asks('zh', 'gangqiao.language=en')).toBe('zh');
  });

  it('of a file behind a link is the one that its reader chose, whatever the browser was installed for', () => {
    expect(asks('en-US,en;q=0.9', 'a=b; gangqiao.language=zh; gq_session=x')).toBe('zh');
    expect(asks('zh-CN,zh;q=0.9', 'gangqiao.language=en')).toBe('en');
  });

  it('is the browser’s where nobody chose one, and else Chinese', () => {
    expect(asks('en-GB,en;q=0.9')).toBe('en');
    expect(asks('en-GB', 'gangqiao.language=fr')).toBe('en');
    expect(asks('de')).toBe('zh');
    expect(asks(undefined)).toBe('zh');
  });
});
