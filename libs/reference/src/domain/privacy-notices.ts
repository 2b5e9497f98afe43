/** What people are told about their personal data, as it holds from one day on. A new version is a new entry, never a changed one. */
export interface PrivacyNotice {
  version: string;
  /** YYYY-MM-DD */
  validFrom: string;
  source: string;
  zh: PrivacyText;
  en: PrivacyText;
}

/** `{{bureau}}` stands for the name of the bureau. */
export interface PrivacyText {
  title: string;
  sections: [heading: string, text: string][];
}

/** The notices, read from their file on first use. */
export class PrivacyNotices {
  private all: readonly PrivacyNotice[] | undefined;

  constructor(private readonly read: () => string) {}

  /** What holds on a day, YYYY-MM-DD; before the first one the first one. */
  inForce(day: string): PrivacyNotice {
    this.all ??= (JSON.parse(this.read()) as PrivacyNotice[]).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const notice = this.all.findLast(({ validFrom }) => validFrom <= day) ?? this.all[0];
    if (!notice) throw new Error('privacy-notices.json names no notice');
    return notice;
  }
}
