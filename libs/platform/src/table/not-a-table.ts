/** Thrown for a file that holds no table we can read; says what was found and what to do, in both languages. */
export class NotATableError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(en, options);
  }
}

/** The process that read the file ended by itself: nothing is known about the file, and another try may succeed. */
export class ReaderDiedError extends NotATableError {
  constructor(how: string) {
    super(
      `读取程序意外中止（${how}），文件可能已损坏，请另存为 .xlsx 后重试`,
      `the program that read it ended unexpectedly (${how}); the file may be damaged: save it as .xlsx and try again`,
    );
  }
}

/** @param what is wrong, in words for people; what a parser says of it is none of theirs, but whether it speaks of encryption tells more */
export const damaged = (what: unknown): NotATableError => {
  if (typeof what !== 'string' && /encrypt|password/i.test(String(what))) return protectedByPassword();
  return new NotATableError(
    'Excel 文件已损坏，无法读取，请在 Excel 或 WPS 中打开并另存为 .xlsx',
    `the workbook is damaged${typeof what === 'string' ? `: ${what}` : ''}; open it in Excel or WPS and save it as .xlsx`,
    { cause: what },
  );
};

export const protectedByPassword = (): NotATableError =>
  new NotATableError(
    '工作簿设有打开密码，请在 Excel 或 WPS 中取消密码后再上传',
    'the workbook is protected by a password: take the password off in Excel or WPS and upload it again',
  );
