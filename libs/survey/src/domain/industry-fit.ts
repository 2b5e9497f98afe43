/** Where the occupations of a 中类 of the classification (2022) are found, by divisions of GB/T 4754-2017 (a letter stands for its whole
 * section). Groups that are not listed (managers, clerks, engineers, drivers, guards, cleaners, maintenance) are found everywhere. */
const homes: Record<string, readonly string[]> = {
  '5-01': ['A'],
  '5-02': ['A'],
  '5-03': ['A'],
  '5-04': ['A'],
  '5-05': ['A'],
  '6-01': ['A', 'C13', 'C14', 'H'],
  '6-02': ['C13', 'C14', 'C15', 'H'],
  '6-03': ['C16'],
  '6-04': ['C17', 'C18', 'C28'],
  '6-05': ['C17', 'C18', 'C19', 'C21', 'C24', 'C29', 'C36'],
  '6-06': ['C20', 'C21', 'C24', 'E'],
  '6-07': ['C22', 'C23'],
  '6-08': ['C22', 'C23', 'C24'],
  '6-09': ['C19', 'C20', 'C21', 'C24'],
  '6-10': ['C25', 'C26'],
  '6-11': ['C25', 'C26', 'C27', 'C28', 'C29', 'C14'],
  '6-12': ['C26', 'C27', 'C13'],
  '6-13': ['C26', 'C28', 'C17'],
  '6-15': ['C30', 'C26', 'E'],
  '6-16': ['B'],
  '6-17': ['C31', 'C32', 'C33', 'C34', 'C36'],
  '6-22': ['C36', 'C34', 'C35', 'F', 'O'],
  '6-23': ['C37', 'C34'],
  '6-24': ['C38', 'C39', 'C34', 'C36', 'C40', 'D'],
  '6-25': ['C38', 'C39', 'C40', 'C36'],
  '6-26': ['C40', 'C39', 'C38', 'C34'],
  '6-27': ['C42', 'N'],
  '6-28': ['D', 'C25', 'C26', 'C22'],
  '6-29': ['E', 'B', 'C33', 'K', 'D', 'N'],
  '4-01': ['F', 'H', 'C', 'A', 'I', 'L'],
  '4-03': ['H', 'F', 'O', 'P', 'Q', 'R', 'C', 'L'],
  '4-05': ['J'],
  '4-06': ['K', 'L', 'O'],
  '4-10': ['O', 'Q', 'L', 'P', 'H', 'K'],
  '4-14': ['Q', 'O', 'P'],
  '4-13': ['R', 'O', 'H'],
};

const LABOUR_AGENCY = /^L?726/;

/** Whether an occupation is at home in an industry. Staffing agencies seek for all; what is not known fits. */
export const fits = (occupationCode: string, industryCode: string | null): boolean => {
  if (!industryCode || LABOUR_AGENCY.test(industryCode)) return true;
  const places = homes[occupationCode.split('-').slice(0, 2).join('-')];
  return !places || places.some((place) => industryCode.startsWith(place));
};

/** The key under which a pair that several enterprises named in a quarter before is remembered as usual. */
export const pairKey = (occupationCode: string, industryCode: string | null): string =>
  `${occupationCode.split('-').slice(0, 2).join('-')}@${(industryCode ?? '-').slice(0, 3)}`;
